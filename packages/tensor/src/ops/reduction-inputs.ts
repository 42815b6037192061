import { type DType, isFloatingPoint } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { cast } from './operand.ts';

/** How many elements a reduction over `dims` takes together. */
export function countAlong(x: Tensor, dims: readonly number[]): number {
  let count = 1;
  for (const dim of dims) count *= x.shape[dim] as number;
  return count;
}

/** Integers and bools sum in int32, PyTorch's int64. */
export function summable(x: Tensor, dtype: DType | undefined): Tensor {
  return cast(x, dtype ?? (isFloatingPoint(x.dtype) ? x.dtype : 'int32'));
}

/** Throws a {@link DTypeError} for integers and bools. */
export function requireFloat(name: string, x: Tensor): void {
  if (!isFloatingPoint(x.dtype)) {
    throw new DTypeError(
      `${name} takes a floating point tensor; got ${x.dtype}; cast it with float()`,
    );
  }
}
