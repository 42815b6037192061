import { apply } from '../dispatch.ts';
import type { DType } from '../dtype.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { summable } from './reduction-inputs.ts';

/** Options of `cumsum` and `cumprod`. */
export interface ScanOptions {
  /** The dim to run along, where it isn't given by position. */
  readonly dim?: number;
  /** Cast to this dtype first. */
  readonly dtype?: DType;
}

function scan(
  primitive: 'cumsum' | 'cumprod',
  x: Tensor,
  dim: number | (ScanOptions & { readonly dim: number }),
  options: ScanOptions,
): Tensor {
  if (typeof dim === 'object') return scan(primitive, x, dim.dim, dim);
  return apply(primitive, [summable(x, options.dtype)], { dim: normalizeDim(dim, x.ndim) });
}

/**
 * The running sum along a dim. Integers and bools give int32.
 *
 * @example
 * ```ts
 * tensor([1, 2, 3]).cumsum(0); // tensor([1., 3., 6.])
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.cumsum.html
 */
export function cumsum(
  x: Tensor,
  dim: number | (ScanOptions & { readonly dim: number }),
  options: ScanOptions = {},
): Tensor {
  return scan('cumsum', x, dim, options);
}

/**
 * The running product along a dim. Integers and bools give int32.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.cumprod.html
 */
export function cumprod(
  x: Tensor,
  dim: number | (ScanOptions & { readonly dim: number }),
  options: ScanOptions = {},
): Tensor {
  return scan('cumprod', x, dim, options);
}

/**
 * The distance from each element to the next along a dim, `n` times over.
 *
 * @throws {ArgumentError} when `n` is negative or not whole.
 * @see https://pytorch.org/docs/stable/generated/torch.diff.html
 */
export function diff(
  x: Tensor,
  n: number | { readonly n?: number; readonly dim?: number } = 1,
  dim = -1,
): Tensor {
  if (typeof n === 'object') return diff(x, n.n, n.dim);
  if (!Number.isInteger(n) || n < 0) {
    throw new ArgumentError(`diff takes a whole number of times, 0 or more; got ${n}`);
  }
  if (x.ndim === 0) throw new ShapeError('diff takes a tensor of at least 1 dim; got a scalar');
  const along = normalizeDim(dim, x.ndim);
  let result = x;
  for (let time = 0; time < n; time++) {
    const length = Math.max((result.shape[along] as number) - 1, 0);
    const [later, earlier] = [
      result.narrow(along, Math.min(1, result.shape[along] as number), length),
      result.narrow(along, 0, length),
    ];
    result = x.dtype === 'bool' ? later.logicalXor(earlier) : later.sub(earlier);
  }
  return result;
}
