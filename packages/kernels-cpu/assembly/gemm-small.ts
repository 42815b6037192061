import { bytes } from './bytes';
import { multiplyAdd } from './multiply-add';

/**
 * A product too small, or of too few rows, to be worth packing: straight from A and B, four
 * columns of C at a time, then one by one.
 *
 * Single columns work in vectors whose lanes are all the same, so that an element is rounded
 * exactly as the register tile rounds it.
 */
export function multiplySmall(
  m: i32,
  n: i32,
  k: i32,
  alpha: f32,
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  bColumn: usize,
  bDepth: usize,
  beta: f32,
  c: usize,
  cRow: usize,
): void {
  const shiftEnd = <usize>m * cRow;
  const depthBytes = <usize>k * aDepth;
  const fours = c + bytes(n & ~3);
  const rowEnd = c + bytes(n);
  for (let shift: usize = 0; shift < shiftEnd; shift += cRow, a += aRow) {
    const end = a + depthBytes;
    let column = b;
    let to = c;
    for (; to < fours; to += 16, column += 4 * bColumn) {
      let sum = f32x4.splat(0);
      let right = column;
      for (let left = a; left < end; left += aDepth, right += bDepth) {
        sum = multiplyAdd(v128.load32_splat(left), gather(right, bColumn), sum);
      }
      let value = f32x4.mul(f32x4.splat(alpha), sum);
      const at = to + shift;
      if (beta != 0) value = f32x4.add(value, f32x4.mul(f32x4.splat(beta), v128.load(at)));
      v128.store(at, value);
    }
    for (; to < rowEnd; to += 4, column += bColumn) {
      let sum = f32x4.splat(0);
      let right = column;
      for (let left = a; left < end; left += aDepth, right += bDepth) {
        sum = multiplyAdd(v128.load32_splat(left), v128.load32_splat(right), sum);
      }
      let value = alpha * f32x4.extract_lane(sum, 0);
      const at = to + shift;
      if (beta != 0) value += beta * load<f32>(at);
      store<f32>(at, value);
    }
  }
}

/** Four values `step` bytes apart. */
function gather(from: usize, step: usize): v128 {
  if (step == 4) return v128.load(from);
  let values = v128.load32_zero(from);
  values = v128.load32_lane(from + step, values, 1);
  values = v128.load32_lane(from + 2 * step, values, 2);
  return v128.load32_lane(from + 3 * step, values, 3);
}
