/**
 * `a * b + c` in each lane.
 *
 * The relaxed build rounds once where the processor has a fused multiply-add, the plain
 * build always rounds twice. Only matrix products use it: everything else gives the same
 * bits in both builds.
 */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
