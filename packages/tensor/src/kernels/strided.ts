import { allocateArray, type TypedArray } from '../dtype.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** The typed array behind a tensor on the CPU; its elements start at `tensor.offset`. */
export function dataOf(tensor: Tensor): TypedArray {
  return tensor.storage.buffer as TypedArray;
}

/** The strides of `tensor` when it is stretched to `shape`: 0 where it repeats. */
export function broadcastStrides(tensor: Tensor, shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(0);
  const extra = shape.length - tensor.ndim;
  for (let dim = extra; dim < shape.length; dim++) {
    const own = tensor.shape[dim - extra] as number;
    if (own !== 1 || shape[dim] === 1) strides[dim] = tensor.strides[dim - extra] as number;
  }
  return strides;
}

/**
 * Walks the rows (last dimension) of `shape`, telling for each the first element's place in
 * every operand, in row-major order.
 */
export function forEachRow(
  shape: Shape,
  strides: readonly (readonly number[])[],
  offsets: number[],
  visit: (row: number, offsets: readonly number[]) => void,
): void {
  const outer = shape.length - 1;
  const index = new Array<number>(Math.max(outer, 0)).fill(0);
  let rows = 1;
  for (let dim = 0; dim < outer; dim++) rows *= shape[dim] as number;
  for (let row = 0; row < rows; row++) {
    visit(row, offsets);
    for (let dim = outer - 1; dim >= 0; dim--) {
      const next = (index[dim] as number) + 1;
      const wraps = next === shape[dim];
      index[dim] = wraps ? 0 : next;
      for (let operand = 0; operand < offsets.length; operand++) {
        const stride = (strides[operand] as readonly number[])[dim] as number;
        offsets[operand] =
          (offsets[operand] as number) + (wraps ? stride * (1 - (shape[dim] as number)) : stride);
      }
      if (!wraps) break;
    }
  }
}

/** Copies `tensor`, whatever its strides, to `destination` in row-major order. */
export function copyRowMajor(tensor: Tensor, destination: TypedArray, start: number): void {
  const data = dataOf(tensor);
  if (tensor.isContiguous()) {
    if (tensor.numel() === data.length) destination.set(data, start);
    else destination.set(data.subarray(tensor.offset, tensor.offset + tensor.numel()), start);
    return;
  }
  const length = tensor.shape[tensor.ndim - 1] as number;
  const stride = tensor.strides[tensor.ndim - 1] as number;
  if (tensor.numel() === 0) return;
  forEachRow(tensor.shape, [tensor.strides], [tensor.offset], (row, offsets) => {
    let source = offsets[0] as number;
    const begin = start + row * length;
    for (let i = 0; i < length; i++) {
      destination[begin + i] = data[source] as number;
      source += stride;
    }
  });
}

/** The elements of `tensor` in row-major order: its own array where it can be, else a copy. */
export function dense(tensor: Tensor): TypedArray {
  const data = dataOf(tensor);
  if (tensor.isContiguous()) {
    if (tensor.offset === 0 && tensor.numel() === data.length) return data;
    return data.subarray(tensor.offset, tensor.offset + tensor.numel());
  }
  const copy = allocateArray(tensor.dtype, tensor.numel());
  copyRowMajor(tensor, copy, 0);
  return copy;
}

/** A tensor seen as `outer x length x inner`, for work along one dimension. */
export interface Lanes {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** How a row-major tensor of `shape` falls apart around `dim`, or the dims from there to `last`. */
export function lanesOf(shape: Shape, dim: number, last: number = dim): Lanes {
  let outer = 1;
  let length = 1;
  let inner = 1;
  for (let each = 0; each < shape.length; each++) {
    if (each < dim) outer *= shape[each] as number;
    else if (each > last) inner *= shape[each] as number;
    else length *= shape[each] as number;
  }
  return { outer, length, inner };
}
