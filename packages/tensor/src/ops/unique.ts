import { allocateArray } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';
import { fromTypedArray } from './creation.ts';

/** Options of `unique`. */
export interface UniqueOptions {
  /** Also where each element of the input went. Default false. */
  readonly returnInverse?: boolean;
  /** Also how often each comes up. Default false. */
  readonly returnCounts?: boolean;
}

/** What `unique` returns when asked for more than the elements. */
export interface UniqueResult {
  /** The elements, in order. */
  readonly output: Tensor;
  /** Where each element of the input stands in `output`, int32, shaped like the input. */
  readonly inverseIndices: Tensor | null;
  /** How often each element of `output` comes up, int32. */
  readonly counts: Tensor | null;
}

/**
 * The different elements of a tensor, in order. Each NaN differs from all, and comes last.
 *
 * @example
 * ```ts
 * tensor([2, 1, 2]).unique(); // tensor([1., 2.])
 * tensor([2, 1, 2]).unique({ returnCounts: true }).counts; // tensor([1, 2], dtype=torch.int32)
 * ```
 * @throws {DeviceError} on a device that can only be read later, as the length depends on the
 * elements.
 * @see https://pytorch.org/docs/stable/generated/torch.unique.html
 */
export function unique(x: Tensor): Tensor;
export function unique(x: Tensor, options: UniqueOptions): UniqueResult;
export function unique(x: Tensor, options?: UniqueOptions): Tensor | UniqueResult {
  const data = x.dataSync();
  const order = x.detach().reshape(-1).argsort().dataSync();
  const starts: number[] = [];
  const inverse = new Int32Array(data.length);
  for (let k = 0; k < order.length; k++) {
    const place = order[k] as number;
    const isNew = k === 0 || data[place] !== data[order[k - 1] as number];
    if (isNew) starts.push(k);
    inverse[place] = starts.length - 1;
  }
  const { device } = x.storage;
  const values = allocateArray(x.dtype, starts.length);
  starts.forEach((start, group) => {
    values[group] = data[order[start] as number] as number;
  });
  const output = fromTypedArray(values, [values.length], x.dtype, { device });
  if (options === undefined) return output;
  const counts = Int32Array.from(
    starts,
    (start, group) => (starts[group + 1] ?? order.length) - start,
  );
  return {
    output,
    inverseIndices: options.returnInverse
      ? fromTypedArray(inverse, x.shape, 'int32', { device })
      : null,
    counts: options.returnCounts
      ? fromTypedArray(counts, [counts.length], 'int32', { device })
      : null,
  };
}
