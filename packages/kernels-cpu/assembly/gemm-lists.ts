import { bytes } from './bytes';
import { LIST_COLUMNS, TILE_COLUMNS } from './tile/sizes';

/**
 * Rows of A as lists of what is not zero. Behind a `relu`, a dropout or a picture most values are
 * zero, and a product by lists takes as long as there are others.
 */

/** Multiplications from which on it is worth to look for zeros. */
const SMALLEST: i64 = 100_000;

/** Values after which looking stops if hardly one was zero. */
const ENOUGH: i32 = 4096;

/** Whether `rows` lines of `length` values hold so many zeros that lists are faster. */
export function isWorthLists(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  aRow: usize,
  aDepth: usize,
): bool {
  if (columns < LIST_COLUMNS / 2 || <i64>rows * columns * depth < SMALLEST) return false;
  const lineBytes = aDepth == 4 ? aRow : aDepth;
  const length = aDepth == 4 ? depth : rows;
  let seen = 0;
  let others = 0;
  for (let lines = aDepth == 4 ? rows : depth; lines > 0; lines--, a += lineBytes) {
    others += countNonZero(a, length);
    seen += length;
    if (seen >= ENOUGH && others > seen - (seen >> 2)) return false;
  }
  // By lists a multiplication takes half as long again, and columns are filled up to more.
  const listed = <i64>others * roundUp(columns, LIST_COLUMNS) * 3;
  return listed < <i64>seen * roundUp(columns, TILE_COLUMNS) * 2;
}

function roundUp(count: i32, multiple: i32): i32 {
  return ((count + multiple - 1) / multiple) * multiple;
}

function countNonZero(source: usize, count: i32): i32 {
  const zero = f32x4.splat(0);
  let total = 0;
  for (; count >= 4; count -= 4, source += 16) {
    total += popcnt<i32>(i32x4.bitmask(f32x4.ne(v128.load(source), zero)));
  }
  for (; count > 0; count--, source += 4) total += i32(load<f32>(source) != 0);
  return total;
}

/** Bytes of a list that may hold `depth` values. */
export function slotBytes(depth: i32): usize {
  return 8 + 2 * bytes(depth);
}

/** Writes the lists of `rows` rows, for a B whose packed rows are 32 values. */
export function writeLists(
  rows: i32,
  depth: i32,
  source: usize,
  rowBytes: usize,
  depthBytes: usize,
  target: usize,
  slot: usize,
): void {
  if (rowBytes == 4) {
    for (; rows >= 4; rows -= 4, source += 16, target += 4 * slot) {
      writeFour(depth, source, depthBytes, target, slot);
    }
  }
  for (; rows > 0; rows--, source += rowBytes, target += slot) {
    let to = target + 8;
    let from = source;
    for (let k = 0; k < depth; k++, from += depthBytes) {
      const value = load<f32>(from);
      store<u32>(to, k * (4 * LIST_COLUMNS));
      store<f32>(to, value, 4);
      to += <usize>i32(value != 0) << 3;
    }
    store<u32>(target, to - target - 8);
  }
}

/** Four rows whose values lie next to each other. */
function writeFour(depth: i32, source: usize, depthBytes: usize, target: usize, slot: usize): void {
  let to0 = target + 8;
  let to1 = to0 + slot;
  let to2 = to1 + slot;
  let to3 = to2 + slot;
  const zero = f32x4.splat(0);
  for (let k = 0; k < depth; k++, source += depthBytes) {
    const values = v128.load(source);
    const isOther = i32x4.bitmask(f32x4.ne(values, zero));
    const place = k * (4 * LIST_COLUMNS);
    store<u32>(to0, place);
    v128.store32_lane(to0, values, 0, 4);
    to0 += <usize>(isOther & 1) << 3;
    store<u32>(to1, place);
    v128.store32_lane(to1, values, 1, 4);
    to1 += <usize>(isOther & 2) << 2;
    store<u32>(to2, place);
    v128.store32_lane(to2, values, 2, 4);
    to2 += <usize>(isOther & 4) << 1;
    store<u32>(to3, place);
    v128.store32_lane(to3, values, 3, 4);
    to3 += isOther & 8;
  }
  store<u32>(target, to0 - target - 8);
  store<u32>(target + slot, to1 - target - slot - 8);
  store<u32>(target + 2 * slot, to2 - target - 2 * slot - 8);
  store<u32>(target + 3 * slot, to3 - target - 3 * slot - 8);
}

/** Whether all of `count` vectors are finite: what is not, is not zero less itself. */
export function areFinite(source: usize, count: i32): bool {
  let differences = i32x4.splat(0);
  for (; count > 0; count--, source += 16) {
    const x = v128.load(source);
    differences = v128.or(differences, f32x4.sub(x, x));
  }
  return !v128.any_true(differences);
}
