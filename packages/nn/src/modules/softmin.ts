import type { Tensor } from '@chainrule/tensor';
import { softmin } from '../functional/softmax.ts';
import { Module } from '../module.ts';
import { pythonLiteral } from '../repr.ts';
import { type DimOptions, dimOf, implicitDim } from './implicit-dim.ts';

/**
 * Softmax of `-x`: the smallest element gets the most.
 *
 * @example
 * ```ts
 * new Softmin(1)(zeros(2, 3));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Softmin.html
 */
export class Softmin extends Module {
  /** The dim whose elements compete; `null` takes the one that PyTorch guesses. */
  readonly dim: number | null;

  constructor(dim?: number | null | DimOptions) {
    super();
    this.dim = dimOf(dim);
  }

  override forward(x: Tensor): Tensor {
    return softmin(x, this.dim ?? implicitDim(x));
  }

  override extraRepr(): string {
    return `dim=${pythonLiteral(this.dim)}`;
  }
}
