import { bytes } from '../bytes';
import { multiplyAdd } from './multiply-add';
import { update } from './update';

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
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
): void {
  const depthBytes = <usize>k * aDepth;
  for (; m > 0; m--, a += aRow, from += fromRow, c += cRow) {
    const end = a + depthBytes;
    const fours = c + bytes(n & ~3);
    const rowEnd = c + bytes(n);
    let column = b;
    let source = from;
    let to = c;
    for (; to < fours; to += 16, source += 16, column += 4 * bColumn) {
      let sum = f32x4.splat(0);
      let right = column;
      for (let left = a; left < end; left += aDepth, right += bDepth) {
        sum = multiplyAdd(v128.load32_splat(left), gather(right, bColumn), sum);
      }
      update(to, source, sum, alpha, beta);
    }
    for (; to < rowEnd; to += 4, source += 4, column += bColumn) {
      let sum = f32x4.splat(0);
      let right = column;
      for (let left = a; left < end; left += aDepth, right += bDepth) {
        sum = multiplyAdd(v128.load32_splat(left), v128.load32_splat(right), sum);
      }
      let value = alpha * f32x4.extract_lane(sum, 0);
      if (beta != 0) value += beta * load<f32>(source);
      store<f32>(to, value);
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
