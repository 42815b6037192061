import { bytes } from './bytes';
import { demote, expDouble, logDouble, promoteHigh } from './double-math';
import { loadLanes, storeLanes } from './lanes';
import { hasHelp, split } from './parallel';
import { maxOf } from './reductions';

/**
 * Softmax and its logarithm of each row of a dense matrix, in float64 and rounded once.
 *
 * Exponentials are taken of `x - max(x)`, so that none overflows.
 */

/** Lanes of ones up to `count`, zeros from there: what lies past a row's end must not be summed. */
const LANES = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0, 0]);

// @ts-ignore: decorator
@inline
function firstLanes(count: i32): v128 {
  return v128.load(LANES + 16 - bytes(min(count, 4)));
}

/** A call costs little beside what it computes, and four copies of that would be large. */
function power(x: v128): v128 {
  return expDouble(x);
}

/** `x - largest` of the lower two lanes and of the upper two. */
// @ts-ignore: decorator
@inline
function lowDistance(x: v128, largest: v128): v128 {
  return f64x2.sub(f64x2.promote_low_f32x4(x), largest);
}

// @ts-ignore: decorator
@inline
function highDistance(x: v128, largest: v128): v128 {
  return f64x2.sub(promoteHigh(x), largest);
}

/** The sum of `exp(x - largest)` over a row. */
function sumOfPowers(source: usize, count: i32, largest: v128): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (; count > 0; count -= 4, source += 16) {
    const x = loadLanes(source, count);
    const mask = firstLanes(count);
    const lowMask = i64x2.extend_low_i32x4_s(mask);
    const highMask = i64x2.extend_high_i32x4_s(mask);
    low = f64x2.add(low, v128.and(power(lowDistance(x, largest)), lowMask));
    high = f64x2.add(high, v128.and(power(highDistance(x, largest)), highMask));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** The matrix that is computed now. Threads that help read it. */
@unmanaged
class Matrix {
  rows: i32;
  columns: i32;
  source: usize;
  target: usize;
}

const MATRIX: usize = memory.data(16, 16);

/** Values from which on rows are shared with other threads, and that are a part at least. */
const SHARED: i64 = 8192;
const PART: i32 = 2048;

/** Runs `part` on rows of the matrix. */
function share(
  part: (index: i32) => void,
  rows: i32,
  columns: i32,
  source: usize,
  target: usize,
): void {
  const matrix = changetype<Matrix>(MATRIX);
  matrix.rows = rows;
  matrix.columns = columns;
  matrix.source = source;
  matrix.target = target;
  const partRows = rowsOfPart(columns);
  split(part, (rows + partRows - 1) / partRows);
}

function rowsOfPart(columns: i32): i32 {
  return max(1, PART / columns);
}

function isShared(rows: i32, columns: i32): bool {
  return hasHelp() && <i64>rows * columns >= SHARED;
}

/** `exp(x) / sum(exp(x))` of each row. */
export function softmax(rows: i32, columns: i32, source: usize, target: usize): void {
  if (isShared(rows, columns)) share(softmaxPart, rows, columns, source, target);
  else softmaxOfRows(rows, columns, source, target);
}

function softmaxPart(index: i32): void {
  const matrix = changetype<Matrix>(MATRIX);
  const part = rowsOfPart(matrix.columns);
  const shift = bytes(index * part * matrix.columns);
  softmaxOfRows(
    min(part, matrix.rows - index * part),
    matrix.columns,
    matrix.source + shift,
    matrix.target + shift,
  );
}

/** `x - log(sum(exp(x)))` of each row. */
export function logSoftmax(rows: i32, columns: i32, source: usize, target: usize): void {
  if (isShared(rows, columns)) share(logSoftmaxPart, rows, columns, source, target);
  else logSoftmaxOfRows(rows, columns, source, target);
}

function logSoftmaxPart(index: i32): void {
  const matrix = changetype<Matrix>(MATRIX);
  const part = rowsOfPart(matrix.columns);
  const shift = bytes(index * part * matrix.columns);
  logSoftmaxOfRows(
    min(part, matrix.rows - index * part),
    matrix.columns,
    matrix.source + shift,
    matrix.target + shift,
  );
}

function softmaxOfRows(rows: i32, columns: i32, source: usize, target: usize): void {
  for (; rows > 0; rows--) {
    const largest = f64x2.splat(<f64>maxOf(source, columns));
    const sum = f64x2.splat(sumOfPowers(source, columns, largest));
    for (let count = columns; count > 0; count -= 4) {
      const x = loadLanes(source, count);
      const low = f64x2.div(power(lowDistance(x, largest)), sum);
      const high = f64x2.div(power(highDistance(x, largest)), sum);
      storeLanes(target, demote(low, high), count);
      source += bytes(min(count, 4));
      target += bytes(min(count, 4));
    }
  }
}

function logSoftmaxOfRows(rows: i32, columns: i32, source: usize, target: usize): void {
  for (; rows > 0; rows--) {
    const largest = f64x2.splat(<f64>maxOf(source, columns));
    const sum = sumOfPowers(source, columns, largest);
    // logDouble takes finite numbers only; NaN is its own logarithm.
    const logSum = f64x2.splat(
      sum == sum ? f64x2.extract_lane(logDouble(f64x2.splat(sum)), 0) : sum,
    );
    for (let count = columns; count > 0; count -= 4) {
      const x = loadLanes(source, count);
      const low = f64x2.sub(lowDistance(x, largest), logSum);
      const high = f64x2.sub(highDistance(x, largest), logSum);
      storeLanes(target, demote(low, high), count);
      source += bytes(min(count, 4));
      target += bytes(min(count, 4));
    }
  }
}
