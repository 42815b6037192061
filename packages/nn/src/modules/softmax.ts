import type { Tensor } from '@chainrule/tensor';
import { softmax } from '../functional/softmax.ts';
import { Module } from '../module.ts';
import { pythonLiteral } from '../repr.ts';
import { type DimOptions, dimOf, implicitDim } from './implicit-dim.ts';

/**
 * `exp(x) / sum(exp(x))` along a dim: what is left is positive and sums to 1.
 *
 * @example
 * ```ts
 * new Softmax(1)(zeros(2, 3));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Softmax.html
 */
export class Softmax extends Module {
  /** The dim whose elements compete; `null` takes the one that PyTorch guesses. */
  readonly dim: number | null;

  constructor(dim?: number | null | DimOptions) {
    super();
    this.dim = dimOf(dim);
  }

  override forward(x: Tensor): Tensor {
    return softmax(x, this.dim ?? implicitDim(x));
  }

  override extraRepr(): string {
    return `dim=${pythonLiteral(this.dim)}`;
  }
}
