import { demote, promoteHigh } from '../double-math';

/** Four float32 that lie `step` bytes apart. */
// @ts-ignore: decorator
@inline
function gather(from: usize, step: usize): v128 {
  if (step == 4) return v128.load(from);
  let values = v128.load32_zero(from);
  values = v128.load32_lane(from + step, values, 1);
  values = v128.load32_lane(from + 2 * step, values, 2);
  return v128.load32_lane(from + 3 * step, values, 3);
}

/**
 * `target = bias + a @ b` for small matrices of any layout, each element summed in float64 in order
 * of the depth and rounded once, as the plain kernel does. A bias at 0 is none.
 */
export function product(
  m: i32,
  n: i32,
  k: i32,
  target: usize,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  bias: usize,
  biasRow: usize,
  biasColumn: usize,
): void {
  for (let row = 0; row < m; row++, a += aRow, bias += bias == 0 ? 0 : biasRow) {
    let column = 0;
    for (; column <= n - 4; column += 4, target += 16) {
      let low = f64x2.splat(0);
      let high = low;
      if (bias != 0) {
        const start = gatherBias(bias + <usize>column * biasColumn, biasColumn);
        low = f64x2.promote_low_f32x4(start);
        high = promoteHigh(start);
      }
      let left = a;
      let right = b + <usize>column * bColumn;
      for (let depth = k; depth > 0; depth--, left += aColumn, right += bRow) {
        const x = f64x2.splat(<f64>load<f32>(left));
        const y = gather(right, bColumn);
        low = f64x2.add(low, f64x2.mul(x, f64x2.promote_low_f32x4(y)));
        high = f64x2.add(high, f64x2.mul(x, promoteHigh(y)));
      }
      v128.store(target, demote(low, high));
    }
    for (; column < n; column++, target += 4) {
      let total: f64 = bias == 0 ? 0 : <f64>load<f32>(bias + <usize>column * biasColumn);
      let left = a;
      let right = b + <usize>column * bColumn;
      for (let depth = k; depth > 0; depth--, left += aColumn, right += bRow) {
        total += <f64>load<f32>(left) * <f64>load<f32>(right);
      }
      store<f32>(target, <f32>total);
    }
  }
}

/** Four values of a bias, which may be one value for all columns. */
function gatherBias(from: usize, step: usize): v128 {
  return step == 0 ? v128.load32_splat(from) : gather(from, step);
}
