import { noGrad } from '@chainrule/autograd';
import { type FactoryOptions, init, Module, Parameter } from '@chainrule/nn';
import {
  ArgumentError,
  empty,
  eye,
  formatShape,
  type Generator,
  ones,
  randperm,
  ShapeError,
  type Tensor,
  where,
} from '@chainrule/tensor';
import { squaredDistance } from './squared-distance.ts';

/** Options of {@link RBF.fit}. */
export interface FitOptions {
  /** Draws the rows. Default: the default generator. */
  readonly generator?: Generator;
}

/**
 * A layer of radial basis functions, `(..., in) -> (..., out)`: how near `x` is to each of `out`
 * centres, as
 *
 * `y[m] = exp(-|x - centres[m]|^2 / widths[m]^2)`
 *
 * A linear layer behind it makes an RBF network. The centres, `(out, in)`, start out normal around 0
 * until {@link fit} lays them on data, and the widths, `(out)`, as the mean distance of a centre to
 * the nearest other one. Both are learned; freeze them with `requiresGrad_(false)` for the network of
 * the first paper.
 *
 * @example
 * ```ts
 * import { RBF } from '@chainrule/contrib-rbf';
 * import { Linear, Sequential } from '@chainrule/nn';
 * import { randn } from '@chainrule/tensor';
 *
 * const x = randn(100, 2);
 * const model = new Sequential(new RBF(2, 10).fit(x), new Linear(10, 1));
 * console.log(model(x).shape); // [100, 1]
 * ```
 * @see D. S. Broomhead and D. Lowe, "Multivariable functional interpolation and adaptive networks",
 * Complex Systems 2 (1988), for the network and its centres.
 * @see J. Moody and C. J. Darken, "Fast learning in networks of locally-tuned processing units",
 * Neural Computation 1 (1989), for the widths.
 */
export class RBF extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  readonly centres: Parameter;
  readonly widths: Parameter;

  /** @throws {ArgumentError} when a number of features isn't whole, or below 1. */
  constructor(inFeatures: number, outFeatures: number, options: FactoryOptions = {}) {
    super();
    checkFeatures('inFeatures', inFeatures);
    checkFeatures('outFeatures', outFeatures);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.centres = new Parameter(empty([outFeatures, inFeatures], options));
    this.widths = new Parameter(ones([outFeatures], options));
    this.resetParameters();
  }

  /** Draws the centres anew, and sets the widths by them. */
  resetParameters(): void {
    init.normal_(this.centres);
    this.setWidths();
  }

  /**
   * Lays the centres on rows of `data`, `(N, in)`, drawn without repetition, sets the widths by them,
   * and returns the layer.
   *
   * @throws {ShapeError} when `data` isn't a matrix with `in` columns, or has fewer rows than there
   * are centres.
   */
  fit(data: Tensor, { generator }: FitOptions = {}): this {
    const { inFeatures, outFeatures } = this;
    const rows = data.shape[0] ?? 0;
    if (data.ndim !== 2 || data.shape[1] !== inFeatures || rows < outFeatures) {
      throw new ShapeError(
        `fit of ${this} takes ${outFeatures} rows or more with ${inFeatures} features each; ` +
          `got shape ${formatShape(data.shape)}`,
      );
    }
    noGrad(() => {
      const drawn = randperm(rows, generator && { generator }).narrow(0, 0, outFeatures);
      this.centres.copy_(data.indexSelect(0, drawn.to(data.device)));
    });
    this.setWidths();
    return this;
  }

  /** Every width is the mean distance of a centre to the nearest other one, or 1 where that is 0. */
  private setWidths(): void {
    noGrad(() => {
      const { centres, outFeatures } = this;
      // Of one centre, and of centres that are all in one place, there is no distance to go by.
      if (outFeatures === 1) return this.widths.fill_(1);
      const distances = squaredDistance(centres.detach(), centres.detach()).sqrt();
      const self = eye(outFeatures, { dtype: centres.dtype, device: centres.storage.device });
      const nearest = distances.add(self.mul(distances.max())).amin(1).mean();
      return this.widths.copy_(where(nearest.gt(0), nearest, 1).expand(outFeatures));
    });
  }

  /** @throws {ShapeError} when the last dim of `x` isn't `inFeatures`. */
  override forward(x: Tensor): Tensor {
    const { inFeatures, outFeatures } = this;
    if (x.ndim === 0 || x.shape[x.ndim - 1] !== inFeatures) {
      throw new ShapeError(
        `${this} takes ${inFeatures} features as the last dim; got shape ${formatShape(x.shape)}`,
      );
    }
    const distances = squaredDistance(x.reshape(-1, inFeatures), this.centres);
    const nearness = distances.div(this.widths.square()).neg().exp();
    return nearness.view([...x.shape.slice(0, -1), outFeatures]);
  }

  override extraRepr(): string {
    return `in_features=${this.inFeatures}, out_features=${this.outFeatures}`;
  }
}

function checkFeatures(name: string, features: number): void {
  if (Number.isInteger(features) && features >= 1) return;
  throw new ArgumentError(`${name} of RBF is a whole number from 1; got ${features}`);
}
