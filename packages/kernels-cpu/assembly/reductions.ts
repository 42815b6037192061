import { bytes } from './bytes';
import { demote, promoteHigh } from './double-math';
import { loadLanes, storeLanes } from './lanes';

/**
 * Reductions of matrices, `rows x columns` with `stride` elements from row to row. Sums are kept
 * in float64 and rounded once.
 */

/** The sum of `count` values, in float64. */
export function sumDouble(source: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (; count > 0; count -= 4, source += 16) {
    const x = loadLanes(source, count);
    low = f64x2.add(low, f64x2.promote_low_f32x4(x));
    high = f64x2.add(high, promoteHigh(x));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** The largest of `count` values, NaN if any is, and minus infinity if there is none. */
export function maxOf(source: usize, count: i32): f32 {
  let largest = f32x4.splat(-Infinity);
  for (; count >= 4; count -= 4, source += 16) largest = f32x4.max(largest, v128.load(source));
  for (; count > 0; count--, source += 4) {
    largest = f32x4.max(largest, v128.load32_splat(source));
  }
  return max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  );
}

/** The sum of each row: `rows` values. */
export function sumRows(rows: i32, columns: i32, source: usize, stride: i32, target: usize): void {
  for (; rows > 0; rows--, source += bytes(stride), target += 4) {
    store<f32>(target, <f32>sumDouble(source, columns));
  }
}

/** The largest of each row: `rows` values. */
export function maxRows(rows: i32, columns: i32, source: usize, stride: i32, target: usize): void {
  for (; rows > 0; rows--, source += bytes(stride), target += 4) {
    store<f32>(target, maxOf(source, columns));
  }
}

/** The sum of each column: `columns` values. */
export function sumColumns(
  rows: i32,
  columns: i32,
  source: usize,
  stride: i32,
  target: usize,
): void {
  const rowBytes = bytes(stride);
  for (; columns > 0; columns -= 4, source += 16, target += 16) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    let from = source;
    for (let row = rows; row > 0; row--, from += rowBytes) {
      const x = loadLanes(from, columns);
      low = f64x2.add(low, f64x2.promote_low_f32x4(x));
      high = f64x2.add(high, promoteHigh(x));
    }
    storeLanes(target, demote(low, high), columns);
  }
}

/** The largest of each column: `columns` values. */
export function maxColumns(
  rows: i32,
  columns: i32,
  source: usize,
  stride: i32,
  target: usize,
): void {
  const rowBytes = bytes(stride);
  for (; columns > 0; columns -= 4, source += 16, target += 16) {
    let largest = f32x4.splat(-Infinity);
    let from = source;
    for (let row = rows; row > 0; row--, from += rowBytes) {
      largest = f32x4.max(largest, loadLanes(from, columns));
    }
    storeLanes(target, largest, columns);
  }
}
