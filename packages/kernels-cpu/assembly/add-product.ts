import { demote, promoteHigh } from './double-math';

/**
 * Sums of float32 lanes and products, rounded once.
 *
 * PyTorch adds scaled tensors (`add` with `alpha`, `addcmul`, `lerp`) by fused multiply-add.
 * In float64 the product of two float32 is exact, so this gives the same bits on every engine,
 * but for about one in a billion that float64 rounds to a tie.
 */

/** `a + scale * b`, with `scale` rounded to float32 as PyTorch does. */
// @ts-ignore: decorator
@inline
export function addScaled(a: v128, b: v128, scale: f64): v128 {
  const factor = f64x2.splat(<f64>(<f32>scale));
  return demote(
    f64x2.add(f64x2.promote_low_f32x4(a), f64x2.mul(f64x2.promote_low_f32x4(b), factor)),
    f64x2.add(promoteHigh(a), f64x2.mul(promoteHigh(b), factor)),
  );
}

/** `a + b * c`. */
// @ts-ignore: decorator
@inline
export function addProduct(a: v128, b: v128, c: v128): v128 {
  const low = f64x2.mul(f64x2.promote_low_f32x4(b), f64x2.promote_low_f32x4(c));
  const high = f64x2.mul(promoteHigh(b), promoteHigh(c));
  return demote(f64x2.add(f64x2.promote_low_f32x4(a), low), f64x2.add(promoteHigh(a), high));
}
