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

/**
 * Adds `a @ b` to the row-major `m x n` matrix that starts at `begin`, summing each dot product
 * in double precision before the one rounding.
 */
function accumulate(
  destination: TypedArray,
  begin: number,
  a: Matrix,
  b: Matrix,
  m: number,
  n: number,
  inner: number,
): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let i = a.offset + row * a.rowStride;
      let j = b.offset + column * b.columnStride;
      let total = 0;
      for (let k = 0; k < inner; k++) {
        total += (a.data[i] as number) * (b.data[j] as number);
        i += a.columnStride;
        j += b.rowStride;
      }
      const place = begin + row * n + column;
      destination[place] = (destination[place] as number) + total;
    }
  }
}

export function matmul(out: Tensor, [a, b]: readonly [Tensor, Tensor]): void {
  const destination = dataOf(out);
  destination.fill(0, out.offset, out.offset + out.numel());
  if (out.numel() === 0) return;
  const m = out.shape[out.ndim - 2] as number;
  const n = out.shape[out.ndim - 1] as number;
  const inner = a.shape[a.ndim - 1] as number;
  if (out.ndim === 2) {
    accumulate(destination, out.offset, matrixOf(a, a.offset), matrixOf(b, b.offset), m, n, inner);
    return;
  }
  const batch = out.shape.slice(0, -2);
  const strides = [a, b].map((x) =>
    broadcastStrides(x.withLayout(x.shape.slice(0, -2), x.strides.slice(0, -2), x.offset), batch),
  );
  // A batch is walked as rows of one matrix each.
  forEachRow([...batch, 1], strides, [a.offset, b.offset], (index, [i, j]) => {
    const begin = out.offset + index * m * n;
    accumulate(destination, begin, matrixOf(a, i as number), matrixOf(b, j as number), m, n, inner);
  });
}

export function addmm(out: Tensor, [bias, a, b]: readonly [Tensor, Tensor, Tensor]): void {
  if (out.numel() === 0) return;
  const [m, n] = out.shape as readonly [number, number];
  const destination = dataOf(out);
  const summand = dataOf(bias);
  const [rowStride, columnStride] = broadcastStrides(bias, out.shape) as [number, number];
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      destination[out.offset + row * n + column] = summand[
        bias.offset + row * rowStride + column * columnStride
      ] as number;
    }
  }
  const inner = a.shape[1] as number;
  accumulate(destination, out.offset, matrixOf(a, a.offset), matrixOf(b, b.offset), m, n, inner);
}
