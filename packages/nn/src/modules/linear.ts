import { calculateFanInAndFanOut, kaimingUniform_, uniform_ } from '@chainrule/init';
import { ArgumentError, empty, formatShape, ShapeError, type Tensor } from '@chainrule/tensor';
import { linear } from '../functional/linear.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import { pythonLiteral } from '../repr.ts';
import type { FactoryOptions } from './factory-options.ts';

/** Options of {@link Linear}. */
export interface LinearOptions extends FactoryOptions {
  /** Whether to add a learned bias. Default true. */
  readonly bias?: boolean;
}

/**
 * A linear layer, `y = x @ weight.t() + bias`: `(..., in) -> (..., out)`.
 *
 * The weight, `(out, in)`, and the bias, `(out)`, start out drawn evenly from
 * [-1/sqrt(in), 1/sqrt(in)), the same numbers as PyTorch's for the same seed.
 *
 * @example
 * ```ts
 * const layer = new Linear(20, 30);
 * layer(randn(128, 20)).shape; // [128, 30]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Linear.html
 */
export class Linear extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  /** @throws {ArgumentError} when a number of features is negative or not whole. */
  constructor(inFeatures: number, outFeatures: number, options: LinearOptions = {}) {
    super();
    const { bias = true, ...factory } = options;
    checkFeatures('inFeatures', inFeatures);
    checkFeatures('outFeatures', outFeatures);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.weight = new Parameter(empty([outFeatures, inFeatures], factory));
    this.bias = bias ? new Parameter(empty([outFeatures], factory)) : null;
    this.resetParameters();
  }

  /** Draws the weight and the bias anew. */
  resetParameters(): void {
    // This slope makes the bound of the weight 1/sqrt(in), as the bias has it.
    kaimingUniform_(this.weight, { a: Math.sqrt(5) });
    if (this.bias === null) return;
    const [fanIn] = calculateFanInAndFanOut(this.weight);
    const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
    uniform_(this.bias, -bound, bound);
  }

  /** @throws {ShapeError} when the last dim of `x` isn't `inFeatures`. */
  override forward(x: Tensor): Tensor {
    if (x.shape[x.ndim - 1] !== this.inFeatures) {
      throw new ShapeError(
        `${this} takes ${this.inFeatures} features as the last dim; got shape ${formatShape(x.shape)}`,
      );
    }
    return linear(x, this.weight, this.bias);
  }

  override extraRepr(): string {
    const bias = pythonLiteral(this.bias !== null);
    return `in_features=${this.inFeatures}, out_features=${this.outFeatures}, bias=${bias}`;
  }
}

function checkFeatures(name: string, features: number): void {
  if (Number.isInteger(features) && features >= 0) return;
  throw new ArgumentError(`${name} of Linear is a whole number, 0 or more; got ${features}`);
}
