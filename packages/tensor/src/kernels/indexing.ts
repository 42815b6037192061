import { ShapeError } from '../errors.ts';
import type { DimParams } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { copyRowMajor, dataOf, dense, forEachRow, lanesOf } from './strided.ts';

function checkPlace(index: number, length: number): number {
  if (index >= 0 && index < length) return index;
  throw new ShapeError(`index ${index} is out of range for a dimension of length ${length}`);
}

/**
 * Visits every element of `index`: its row-major number, and the place in a row-major tensor of
 * `shape` that it points at along `dim`.
 */
function forEachIndexed(
  index: Tensor,
  shape: readonly number[],
  dim: number,
  visit: (number: number, target: number) => void,
): void {
  const indices = dense(index);
  if (index.ndim === 0) {
    if (index.numel() > 0) visit(0, checkPlace(indices[0] as number, shape[0] ?? 1));
    return;
  }
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    strides[d] = stride;
    stride *= shape[d] as number;
  }
  const along = strides[dim] as number;
  const length = shape[dim] as number;
  // Along `dim` the index says where to go, so walking it moves nothing.
  strides[dim] = 0;
  const last = index.ndim - 1;
  const rowLength = index.shape[last] as number;
  if (index.numel() === 0) return;
  forEachRow(index.shape, [strides], [0], (row, [base]) => {
    for (let k = 0; k < rowLength; k++) {
      const number = row * rowLength + k;
      const target = checkPlace(indices[number] as number, length) * along;
      visit(number, (base as number) + k * (strides[last] as number) + target);
    }
  });
}

function gather(out: Tensor, [x, index]: readonly [Tensor, Tensor], { dim }: DimParams): void {
  const source = dense(x);
  const destination = dataOf(out);
  forEachIndexed(index, x.shape, dim, (number, target) => {
    destination[out.offset + number] = source[target] as number;
  });
}

function scatterWith(combine: (old: number, value: number) => number) {
  return (
    out: Tensor,
    [x, index, source]: readonly [Tensor, Tensor, Tensor],
    { dim }: DimParams,
  ): void => {
    const destination = dataOf(out);
    copyRowMajor(x, destination, out.offset);
    const values = dense(source.withLayout(index.shape, source.strides, source.offset));
    forEachIndexed(index, x.shape, dim, (number, target) => {
      const at = out.offset + target;
      destination[at] = combine(destination[at] as number, values[number] as number);
    });
  };
}

/** From this many elements on, a block copy is faster than a loop. */
const shortestBlock = 32;

function indexSelect(out: Tensor, [x, index]: readonly [Tensor, Tensor], { dim }: DimParams): void {
  const source = dense(x);
  const indices = dense(index);
  const destination = dataOf(out);
  const { outer, length, inner } = lanesOf(x.shape, dim);
  let to = out.offset;
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < indices.length; k++) {
      const from = (o * length + checkPlace(indices[k] as number, length)) * inner;
      if (inner < shortestBlock) {
        for (let i = 0; i < inner; i++) destination[to + i] = source[from + i] as number;
      } else {
        destination.set(source.subarray(from, from + inner), to);
      }
      to += inner;
    }
  }
}

function indexAdd(
  out: Tensor,
  [x, index, source]: readonly [Tensor, Tensor, Tensor],
  { dim }: DimParams,
): void {
  const destination = dataOf(out);
  copyRowMajor(x, destination, out.offset);
  const values = dense(source);
  const indices = dense(index);
  const { outer, length, inner } = lanesOf(x.shape, dim);
  let from = 0;
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < indices.length; k++) {
      const to = out.offset + (o * length + checkPlace(indices[k] as number, length)) * inner;
      for (let i = 0; i < inner; i++) {
        destination[to + i] = (destination[to + i] as number) + (values[from++] as number);
      }
    }
  }
}

export const indexingKernels = {
  gather,
  indexAdd,
  indexSelect,
  scatter: scatterWith((_, value) => value),
  scatterAdd: scatterWith((old, value) => old + value),
} as const;
