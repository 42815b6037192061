/**
 * Loads four float32 lanes, or, at the end of an array, the `count` that are left of it;
 * the other lanes are 0.
 */
export function loadLanes(source: usize, count: i32): v128 {
  return count >= 4 ? v128.load(source) : loadPartial(source, count);
}

/** Stores four float32 lanes, or the first `count` of them when fewer. */
export function storeLanes(target: usize, x: v128, count: i32): void {
  if (count >= 4) v128.store(target, x);
  else storePartial(target, x, count);
}

/** The first `count` lanes, fewer than four; the others are 0. */
export function loadPartial(source: usize, count: i32): v128 {
  let x = v128.load32_zero(source);
  if (count > 1) x = v128.load32_lane(source, x, 1, 4);
  if (count > 2) x = v128.load32_lane(source, x, 2, 8);
  return x;
}

/** Stores the first `count` lanes, fewer than four. */
export function storePartial(target: usize, x: v128, count: i32): void {
  v128.store32_lane(target, x, 0);
  if (count > 1) v128.store32_lane(target, x, 1, 4);
  if (count > 2) v128.store32_lane(target, x, 2, 8);
}
