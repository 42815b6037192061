import type { Offset } from './offset.ts';

/**
 * A function of two float32 matrices, `rows x columns`, element by element.
 *
 * `row` counts the elements from one row of an operand to the next, 0 for a row that all share;
 * `step` is 1, or 0 for one value that a whole row shares. So an operand is a matrix, a row, a
 * column or a scalar. `target` is dense and may be an operand that is dense too. Many elements
 * without broadcasting are fastest as one long row.
 */
export type ZipFunction = (
  rows: number,
  columns: number,
  a: Offset,
  aRow: number,
  aStep: 0 | 1,
  b: Offset,
  bRow: number,
  bStep: 0 | 1,
  target: Offset,
) => void;

/** Arithmetic, into float32; `maximum` and `minimum` carry NaN on. */
export interface ArithmeticFunctions {
  readonly add: ZipFunction;
  readonly sub: ZipFunction;
  readonly mul: ZipFunction;
  readonly div: ZipFunction;
  readonly maximum: ZipFunction;
  readonly minimum: ZipFunction;
}

/** Comparisons, into bytes: 1 where they hold and 0 where not. With NaN only `ne` holds. */
export interface CompareFunctions {
  readonly eq: ZipFunction;
  readonly ne: ZipFunction;
  readonly lt: ZipFunction;
  readonly le: ZipFunction;
  readonly gt: ZipFunction;
  readonly ge: ZipFunction;
}

/** Everything element by element on two operands or three. */
export interface ElementwiseFunctions extends ArithmeticFunctions, CompareFunctions {
  /** `condition ? a : b`, with a condition of bytes, true unless 0. */
  where(
    rows: number,
    columns: number,
    condition: Offset,
    conditionRow: number,
    conditionStep: 0 | 1,
    a: Offset,
    aRow: number,
    aStep: 0 | 1,
    b: Offset,
    bRow: number,
    bStep: 0 | 1,
    target: Offset,
  ): void;
}
