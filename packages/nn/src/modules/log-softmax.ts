import type { Tensor } from '@chainrule/tensor';
import { logSoftmax } from '../functional/softmax.ts';
import { Module } from '../module.ts';
import { pythonLiteral } from '../repr.ts';
import { type DimOptions, dimOf, implicitDim } from './implicit-dim.ts';

/**
 * The logarithm of softmax along a dim, without loss of digits.
 *
 * @example
 * ```ts
 * new LogSoftmax(1)(zeros(2, 3));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.LogSoftmax.html
 */
export class LogSoftmax extends Module {
  /** The dim whose elements compete; `null` takes the one that PyTorch guesses. */
  readonly dim: number | null;

  constructor(dim?: number | null | DimOptions) {
    super();
    this.dim = dimOf(dim);
  }

  override forward(x: Tensor): Tensor {
    return logSoftmax(x, this.dim ?? implicitDim(x));
  }

  override extraRepr(): string {
    return `dim=${pythonLiteral(this.dim)}`;
  }
}
