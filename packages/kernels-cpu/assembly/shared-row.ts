/** Where the operands of an elementwise kernel put the value that a row shares. */
export const SHARED_A = memory.data(16, 16);
export const SHARED_B = memory.data(16, 16);

/**
 * Where to read a row of an operand from: the row itself when its `step` from column to column
 * is 1, and `place` when it is 0, after putting the value that the row shares there four times.
 * So loops load all operands alike.
 */
export function sharedRow(source: usize, step: i32, place: usize): usize {
  if (step != 0) return source;
  v128.store(place, v128.load32_splat(source));
  return place;
}
