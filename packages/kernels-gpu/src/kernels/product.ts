import type { Shape, Tensor } from '@chainrule/tensor';
import { broadcastStrides, placeExpression } from '../layout.ts';

/** `bias + a @ b`, for every matrix of a batch. */
export interface Product {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly bias: Tensor | null;
  /** Of the result: the batch, `m`, `n`. */
  readonly shape: Shape;
  readonly m: number;
  readonly n: number;
  /** Products that are summed for an element. */
  readonly inner: number;
  readonly batches: number;
  /** Elements of the result. */
  readonly length: number;
}

export function productOf(a: Tensor, b: Tensor, bias: Tensor | null, shape: Shape): Product {
  const m = shape[shape.length - 2] as number;
  const n = shape[shape.length - 1] as number;
  const batches = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const inner = a.shape[a.ndim - 1] as number;
  return { a, b, bias, shape, m, n, inner, batches, length: batches * m * n };
}

/** The strides of `x` between the matrices of a result of `shape`. */
export function batchStrides(x: Tensor, shape: Shape): number[] {
  const matrices = x.withLayout(x.shape.slice(0, -2), x.strides.slice(0, -2), x.offset);
  return broadcastStrides(matrices, shape.slice(0, -2));
}

/** The place of the matrix of `x` that belongs to matrix `batch` of the result. */
export function batchPlace(x: Tensor, shape: Shape): string {
  return placeExpression(shape.slice(0, -2), batchStrides(x, shape), 'batch');
}
