import { bytes } from './bytes';
import { loadPartial } from './lanes';
import { SHARED_A, SHARED_B, sharedRow } from './shared-row';

/**
 * Comparisons of two matrices into bytes, 1 where they hold and 0 where not, with the operands
 * of elementwise arithmetic. With NaN only `ne` holds.
 */

const EQUAL = 0;
const LESS = 1;
const LESS_OR_EQUAL = 2;

/** Turns four packed results into their opposites. */
const FLIP: u32 = 0x01010101;

// @ts-ignore: decorator
@inline
function apply(operation: i32, x: v128, y: v128): v128 {
  if (operation == EQUAL) return f32x4.eq(x, y);
  if (operation == LESS) return f32x4.lt(x, y);
  return f32x4.le(x, y);
}

/** The lanes of a mask as four bytes, 0 or 1, the first lane lowest. */
function packMask(mask: v128): u32 {
  const ones = v128.and(mask, i32x4.splat(1));
  const halves = i16x8.narrow_i32x4_u(ones, ones);
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(halves, halves), 0);
}

/** Inlined with a constant `operation`, so that each gets a loop of its own. */
// @ts-ignore: decorator
@inline
function compare(
  operation: i32,
  flip: u32,
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
    for (const end = target + (columns & ~3); target < end; target += 4) {
      store<u32>(target, flip ^ packMask(apply(operation, v128.load(x), v128.load(y))));
      x += xStep;
      y += yStep;
    }
    const rest = columns & 3;
    if (rest > 0) {
      let packed = flip ^ packMask(apply(operation, loadPartial(x, rest), loadPartial(y, rest)));
      for (const end = target + rest; target < end; target++, packed >>= 8) {
        store<u8>(target, <u8>packed);
      }
    }
    a += bytes(aRow);
    b += bytes(bRow);
  }
}

/** Equal, or with `flip` not equal; not inlined, so that the two share a loop. */
function compareEqual(
  flip: u32,
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
  compare(EQUAL, flip, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function eq(
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
  compareEqual(0, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function ne(
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
  compareEqual(FLIP, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function lt(
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
  compare(LESS, 0, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function le(
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
  compare(LESS_OR_EQUAL, 0, rows, columns, a, aRow, aStep, b, bRow, bStep, target);
}

export function gt(
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
  lt(rows, columns, b, bRow, bStep, a, aRow, aStep, target);
}

export function ge(
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
  le(rows, columns, b, bRow, bStep, a, aRow, aStep, target);
}
