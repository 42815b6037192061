import { bytes } from './bytes';
import { loadPartial, storePartial } from './lanes';
import { SHARED_A, SHARED_B, sharedRow } from './shared-row';

/**
 * Arithmetic of two matrices, `rows x columns`, into a third.
 *
 * An operand says how many elements lie between its rows and between its columns. Its column
 * step is 1, or 0 for one value that a whole row shares; a row step of 0 shares one row. So an
 * operand may be a matrix, a row, a column or a scalar. The result is dense, and may be an
 * operand that is dense too. A call for many elements without broadcasting is one long row.
 */

const ADD = 0;
const SUBTRACT = 1;
const MULTIPLY = 2;
const DIVIDE = 3;
const MAXIMUM = 4;
const MINIMUM = 5;

// @ts-ignore: decorator
@inline
function apply(operation: i32, x: v128, y: v128): v128 {
  if (operation == ADD) return f32x4.add(x, y);
  if (operation == SUBTRACT) return f32x4.sub(x, y);
  if (operation == MULTIPLY) return f32x4.mul(x, y);
  if (operation == DIVIDE) return f32x4.div(x, y);
  if (operation == MAXIMUM) return f32x4.max(x, y);
  return f32x4.min(x, y);
}

/** Inlined with a constant `operation`, so that each gets a loop of its own. */
// @ts-ignore: decorator
@inline
function zip(
  operation: i32,
  rows: i32,
  columns: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bRow: i32,
  bStep: i32,
  target: usize,
): void {
  const xStep = bytes(4 * aStep);
  const yStep = bytes(4 * bStep);
  for (; rows > 0; rows--) {
    let x = sharedRow(a, aStep, SHARED_A);
    let y = sharedRow(b, bStep, SHARED_B);
    for (const end = target + bytes(columns & ~3); target < end; target += 16) {
      v128.store(target, apply(operation, v128.load(x), v128.load(y)));
      x += xStep;
      y += yStep;
    }
    const rest = columns & 3;
    if (rest > 0) {
      storePartial(target, apply(operation, loadPartial(x, rest), loadPartial(y, rest)), rest);
      target += bytes(rest);
    }
    a += bytes(aRow);
    b += bytes(bRow);
  }
}

export function add(
  rows: i32,
  columns: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bRow: i32,
  bStep: i32,
  target: usize,
): void {
  zip(ADD, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function sub(
  rows: i32,
  columns: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bRow: i32,
  bStep: i32,
  target: usize,
): void {
  zip(SUBTRACT, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function mul(
  rows: i32,
  columns: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bRow: i32,
  bStep: i32,
  target: usize,
): void {
  zip(MULTIPLY, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function div(
  rows: i32,
  columns: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bRow: i32,
  bStep: i32,
  target: usize,
): void {
  zip(DIVIDE, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function maximum(
  rows: i32,
  columns: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bRow: i32,
  bStep: i32,
  target: usize,
): void {
  zip(MAXIMUM, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function minimum(
  rows: i32,
  columns: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bRow: i32,
  bStep: i32,
  target: usize,
): void {
  zip(MINIMUM, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}
