import { bytes } from './bytes';
import { loadPartial, storePartial } from './lanes';
import { SHARED_A, SHARED_B, sharedRow } from './shared-row';

const SHARED_CONDITION = memory.data(4, 4);

/** Lanes of ones where the four bytes at `source` are not 0. */
function loadMask(source: usize): v128 {
  const halves = i16x8.extend_low_i8x16_u(v128.load32_zero(source));
  return i32x4.ne(i32x4.extend_low_i16x8_u(halves), i32x4.splat(0));
}

/** `condition ? a : b`, with a condition of bytes and the operands of elementwise arithmetic. */
export function where(
  rows: i32,
  columns: i32,
  condition: usize,
  conditionRow: i32,
  conditionStep: i32,
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
  const rest = columns & 3;
  for (; rows > 0; rows--) {
    let x = sharedRow(a, aStep, SHARED_A);
    let y = sharedRow(b, bStep, SHARED_B);
    let test = condition;
    if (conditionStep == 0) {
      test = SHARED_CONDITION;
      store<u32>(test, load<u8>(condition) != 0 ? -1 : 0);
    }
    for (const end = target + bytes(columns & ~3); target < end; target += 16) {
      v128.store(target, v128.bitselect(v128.load(x), v128.load(y), loadMask(test)));
      x += xStep;
      y += yStep;
      test += bytes(conditionStep);
    }
    if (rest > 0) {
      if (conditionStep != 0) memory.copy(SHARED_CONDITION, test, rest);
      const mask = loadMask(SHARED_CONDITION);
      const chosen = v128.bitselect(loadPartial(x, rest), loadPartial(y, rest), mask);
      storePartial(target, chosen, rest);
      target += bytes(rest);
    }
    condition += conditionRow;
    a += bytes(aRow);
    b += bytes(bRow);
  }
}
