import type { Offset } from './offset.ts';

/** A reduction of a float32 matrix, `rows x columns` with `stride` elements from row to row. */
export type ReduceFunction = (
  rows: number,
  columns: number,
  source: Offset,
  stride: number,
  target: Offset,
) => void;

/** A function of each row of a dense float32 matrix; `target` may be `source`. */
export type RowFunction = (rows: number, columns: number, source: Offset, target: Offset) => void;

/** Reductions, and softmax, which is built on two of them. */
export interface ReductionFunctions {
  /** The sum of each row, `rows` values, in float64 and rounded once. */
  readonly sumRows: ReduceFunction;
  /** The sum of each column, `columns` values, in float64 and rounded once. */
  readonly sumColumns: ReduceFunction;
  /** The largest of each row; NaN if one is, minus infinity if there is none. */
  readonly maxRows: ReduceFunction;
  /** The largest of each column. */
  readonly maxColumns: ReduceFunction;
  /** `exp(x) / sum(exp(x))` of each row, in float64 and rounded once. */
  readonly softmax: RowFunction;
  /** `x - log(sum(exp(x)))` of each row, in float64 and rounded once. */
  readonly logSoftmax: RowFunction;
}
