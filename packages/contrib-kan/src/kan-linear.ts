import { type FactoryOptions, functional, init, Module, Parameter } from '@chainrule/nn';
import {
  ArgumentError,
  arange,
  empty,
  formatShape,
  ShapeError,
  type Tensor,
} from '@chainrule/tensor';
import { bSplineBasis } from './b-spline.ts';

/** Options of {@link KANLinear}. */
export interface KANLinearOptions extends FactoryOptions {
  /** Spans of the grid that the splines lie on, the paper's G. Default 5. */
  readonly gridSize?: number;
  /** Degree of the splines, the paper's k. Default 3: cubic. */
  readonly splineOrder?: number;
  /** Where the splines act; beyond, only the base function does. Default [-1, 1]. */
  readonly gridRange?: readonly [low: number, high: number];
  /** Standard deviation of the first coefficients of the splines. Default 0.1. */
  readonly splineNoise?: number;
}

/**
 * A Kolmogorov-Arnold layer, `(..., in) -> (..., out)`. Where a linear layer has a weight on each
 * edge, it has a learned function of one variable:
 *
 * `y[o] = sum_i baseWeight[o, i] * silu(x[i]) + splineWeight[o, i] * sum_c coefficients[o, i, c] * B_c(x[i])`
 *
 * with B-splines `B_c` of degree `splineOrder` on an even grid. As in the paper, `baseWeight`,
 * `(out, in)`, starts out by Xavier's rule, `splineWeight`, `(out, in)`, as ones, and
 * `coefficients`, `(out, in, gridSize + splineOrder)`, normal around 0 with `splineNoise`.
 *
 * The grid stays where it is: scale inputs to `gridRange`, as `LayerNorm` or `tanh` before it does.
 *
 * @example
 * ```ts
 * import { KANLinear } from '@chainrule/contrib-kan';
 * import { randn } from '@chainrule/tensor';
 *
 * const layer = new KANLinear(2, 5, { gridSize: 8 });
 * console.log(layer(randn(16, 2).tanh()).shape); // [16, 5]
 * ```
 * @see Z. Liu et al., "KAN: Kolmogorov-Arnold Networks" (2024), sections 2.2 and 2.3,
 * https://arxiv.org/abs/2404.19756
 */
export class KANLinear extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  readonly gridSize: number;
  readonly splineOrder: number;
  readonly gridRange: readonly [low: number, high: number];
  readonly splineNoise: number;
  readonly baseWeight: Parameter;
  readonly splineWeight: Parameter;
  readonly coefficients: Parameter;
  readonly knots: Tensor;

  /** @throws {ArgumentError} when a number is not whole, or out of range. */
  constructor(inFeatures: number, outFeatures: number, options: KANLinearOptions = {}) {
    super();
    const { gridSize = 5, splineOrder = 3, gridRange = [-1, 1], splineNoise = 0.1 } = options;
    checkWhole('inFeatures', inFeatures, 1);
    checkWhole('outFeatures', outFeatures, 1);
    checkWhole('gridSize', gridSize, 1);
    checkWhole('splineOrder', splineOrder, 0);
    checkNumbers(gridRange, splineNoise);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.gridSize = gridSize;
    this.splineOrder = splineOrder;
    this.gridRange = gridRange;
    this.splineNoise = splineNoise;

    const { dtype, device } = options;
    const factory = { ...(dtype && { dtype }), ...(device && { device }) };
    this.baseWeight = new Parameter(empty([outFeatures, inFeatures], factory));
    this.splineWeight = new Parameter(empty([outFeatures, inFeatures], factory));
    const bumps = gridSize + splineOrder;
    this.coefficients = new Parameter(empty([outFeatures, inFeatures, bumps], factory));
    const [low, high] = gridRange;
    const places = arange(-splineOrder, gridSize + splineOrder + 1, factory);
    const knots = places.mul((high - low) / gridSize).add(low);
    this.knots = this.registerBuffer('knots', knots.to(this.baseWeight.dtype));
    this.resetParameters();
  }

  /** Draws the weights and the coefficients anew. */
  resetParameters(): void {
    init.xavierUniform_(this.baseWeight);
    init.ones_(this.splineWeight);
    init.normal_(this.coefficients, 0, this.splineNoise);
  }

  /** @throws {ShapeError} when the last dim of `x` isn't `inFeatures`. */
  override forward(x: Tensor): Tensor {
    const { inFeatures, outFeatures } = this;
    if (x.ndim === 0 || x.shape[x.ndim - 1] !== inFeatures) {
      throw new ShapeError(
        `${this} takes ${inFeatures} features as the last dim; got shape ${formatShape(x.shape)}`,
      );
    }
    const base = functional.linear(functional.silu(x), this.baseWeight);
    const basis = bSplineBasis(x, this.knots, this.splineOrder).flatten(-2);
    const splines = this.splineWeight.unsqueeze(-1).mul(this.coefficients);
    return base.add(functional.linear(basis, splines.view(outFeatures, -1)));
  }

  override extraRepr(): string {
    const { inFeatures, outFeatures, gridSize, splineOrder } = this;
    return (
      `in_features=${inFeatures}, out_features=${outFeatures}, ` +
      `grid_size=${gridSize}, spline_order=${splineOrder}`
    );
  }
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new ArgumentError(`${name} of KANLinear is a whole number from ${least}; got ${value}`);
}

function checkNumbers([low, high]: readonly [number, number], splineNoise: number): void {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high) {
    throw new ArgumentError(
      `gridRange of KANLinear is [low, high], low first; got [${low}, ${high}]`,
    );
  }
  if (Number.isFinite(splineNoise) && splineNoise >= 0) return;
  throw new ArgumentError(`splineNoise of KANLinear is a number from 0; got ${splineNoise}`);
}
