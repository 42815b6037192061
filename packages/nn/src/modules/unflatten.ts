import { ArgumentError, normalizeDim, type Tensor } from '@chainrule/tensor';
import { Module } from '../module.ts';
import { pythonLiteral } from '../repr.ts';

/**
 * Takes one dim apart into several: the opposite of `Flatten`.
 *
 * @example
 * ```ts
 * new Unflatten(1, [2, 3])(zeros(4, 6)).shape; // [4, 2, 3]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Unflatten.html
 */
export class Unflatten extends Module {
  readonly dim: number;
  readonly unflattenedSize: readonly number[];

  /**
   * @param unflattenedSize - the lengths to put in the place of `dim`; one may be -1.
   * @throws {ArgumentError} when there are none.
   */
  constructor(dim: number, unflattenedSize: readonly number[]) {
    super();
    if (!Array.isArray(unflattenedSize) || unflattenedSize.length === 0) {
      throw new ArgumentError('Unflatten takes the lengths to put in place of a dim, as an array');
    }
    this.dim = dim;
    this.unflattenedSize = unflattenedSize;
  }

  override forward(x: Tensor): Tensor {
    const dim = normalizeDim(this.dim, x.ndim);
    return x.reshape([
      ...x.shape.slice(0, dim),
      ...this.unflattenedSize,
      ...x.shape.slice(dim + 1),
    ]);
  }

  override extraRepr(): string {
    return `dim=${this.dim}, unflattened_size=${pythonLiteral(this.unflattenedSize)}`;
  }
}
