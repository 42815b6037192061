import type { TypedArray } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';
import { broadcastStrides, dataOf, forEachRow } from './strided.ts';

/** A matrix inside a typed array: where it starts and how far apart rows and columns are. */
interface Matrix {
  readonly data: TypedArray;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

function matrixOf(x: Tensor, offset: number): Matrix {
  return {
    data: dataOf(x),
    offset,
    rowStride: x.strides[x.ndim - 2] as number,
    columnStride: x.strides[x.ndim - 1] as number,
  };
}

/** A bias stretched over all rows and columns. */
function stretched(x: Tensor, shape: readonly number[]): Matrix {
  const strides = broadcastStrides(x, shape);
  return {
    data: dataOf(x),
    offset: x.offset,
    rowStride: strides[0] as number,
    columnStride: strides[1] as number,
  };
}

/**
 * Writes `bias + a @ b` to the row-major `m x n` matrix that starts at `begin`, summing each dot
 * product in double precision before the one rounding.
 */
function multiply(
  destination: TypedArray,
  begin: number,
  a: Matrix,
  b: Matrix,
  bias: Matrix | null,
  m: number,
  n: number,
  inner: number,
): void {
  const left = a.data;
  const right = b.data;
  let place = begin;
  for (let row = 0; row < m; row++) {
    const start = a.offset + row * a.rowStride;
    for (let column = 0; column < n; column++) {
      let i = start;
      let j = b.offset + column * b.columnStride;
      let total = bias === null ? 0 : elementOf(bias, row, column);
      for (let k = 0; k < inner; k++) {
        total += (left[i] as number) * (right[j] as number);
        i += a.columnStride;
        j += b.rowStride;
      }
      destination[place++] = total;
    }
  }
}

function elementOf(
  { data, offset, rowStride, columnStride }: Matrix,
  row: number,
  column: number,
): number {
  return data[offset + row * rowStride + column * columnStride] as number;
}

export function matmul(out: Tensor, inputs: readonly [Tensor, Tensor]): void {
  if (out.numel() === 0) return;
  const a = inputs[0];
  const b = inputs[1];
  const destination = dataOf(out);
  const m = out.shape[out.ndim - 2] as number;
  const n = out.shape[out.ndim - 1] as number;
  const inner = a.shape[a.ndim - 1] as number;
  if (out.ndim === 2) {
    multiply(
      destination,
      out.offset,
      matrixOf(a, a.offset),
      matrixOf(b, b.offset),
      null,
      m,
      n,
      inner,
    );
    return;
  }
  const batch = out.shape.slice(0, -2);
  const strides = [a, b].map((x) =>
    broadcastStrides(x.withLayout(x.shape.slice(0, -2), x.strides.slice(0, -2), x.offset), batch),
  );
  // A batch is walked as rows of one matrix each.
  forEachRow([...batch, 1], strides, [a.offset, b.offset], (index, [i, j]) => {
    const begin = out.offset + index * m * n;
    const [left, right] = [matrixOf(a, i as number), matrixOf(b, j as number)];
    multiply(destination, begin, left, right, null, m, n, inner);
  });
}

export function addmm(out: Tensor, inputs: readonly [Tensor, Tensor, Tensor]): void {
  if (out.numel() === 0) return;
  const a = inputs[1];
  const b = inputs[2];
  multiply(
    dataOf(out),
    out.offset,
    matrixOf(a, a.offset),
    matrixOf(b, b.offset),
    stretched(inputs[0], out.shape),
    out.shape[0] as number,
    out.shape[1] as number,
    a.shape[1] as number,
  );
}
