import { bytes } from './bytes';
import { demote, promoteHigh } from './double-math';
import { loadLanes, storeLanes } from './lanes';
import { hasHelp, split } from './parallel';

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

/** The reduction that is computed now. Threads that help read it. */
@unmanaged
class Reduction {
  rows: i32;
  columns: i32;
  source: usize;
  stride: i32;
  target: usize;
  /** Rows, or columns, that are a part. */
  part: i32;
}

const REDUCTION: usize = memory.data(32, 16);

/** Values from which on a sum is shared with other threads, and that are a part at least. */
const SHARED: i64 = 131_072;
const PART: i32 = 32_768;

function isShared(rows: i32, columns: i32): bool {
  return hasHelp() && <i64>rows * columns >= SHARED;
}

function share(
  rows: i32,
  columns: i32,
  source: usize,
  stride: i32,
  target: usize,
  part: i32,
): void {
  const reduction = changetype<Reduction>(REDUCTION);
  reduction.rows = rows;
  reduction.columns = columns;
  reduction.source = source;
  reduction.stride = stride;
  reduction.target = target;
  reduction.part = part;
}

/** The sum of each row: `rows` values. */
export function sumRows(rows: i32, columns: i32, source: usize, stride: i32, target: usize): void {
  if (!isShared(rows, columns)) return sumOfRows(rows, columns, source, stride, target);
  const part = max(1, PART / columns);
  share(rows, columns, source, stride, target, part);
  split(rowsPart, (rows + part - 1) / part);
}

function rowsPart(index: i32): void {
  const reduction = changetype<Reduction>(REDUCTION);
  const row = index * reduction.part;
  sumOfRows(
    min(reduction.rows - row, reduction.part),
    reduction.columns,
    reduction.source + bytes(row * reduction.stride),
    reduction.stride,
    reduction.target + bytes(row),
  );
}

function sumOfRows(rows: i32, columns: i32, source: usize, stride: i32, target: usize): void {
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
  if (!isShared(rows, columns)) return sumOfColumns(rows, columns, source, stride, target);
  // Whole cache lines, so that threads do not write the same one.
  const part = max(16, (PART / rows) & ~15);
  share(rows, columns, source, stride, target, part);
  split(columnsPart, (columns + part - 1) / part);
}

function columnsPart(index: i32): void {
  const reduction = changetype<Reduction>(REDUCTION);
  const column = index * reduction.part;
  sumOfColumns(
    reduction.rows,
    min(reduction.columns - column, reduction.part),
    reduction.source + bytes(column),
    reduction.stride,
    reduction.target + bytes(column),
  );
}

function sumOfColumns(
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
