/**
 * `exp` and `log` of two float64 lanes, to about 1e-15, for arguments that come from float32.
 *
 * Working in float64 makes the float32 results correctly rounded but for one in millions, so
 * that they equal `Math.fround(Math.exp(x))` and the like, and needs no care for overflow and
 * denormals: the last conversion to float32 sees to both.
 *
 * Coefficients lie in memory, since loading one into both lanes is a single instruction, and
 * making it from a constant is three or four.
 */

/** `1 / 0!, 1 / 2!, ... 1 / 10!`: the even terms of the Taylor series of exp. */
const EXP_EVEN = memory.data<f64>([1, 1.0 / 2, 1.0 / 24, 1.0 / 720, 1.0 / 40320, 1.0 / 3628800]);

/** `1 / 1!, 1 / 3!, ... 1 / 11!`: the odd terms. */
const EXP_ODD = memory.data<f64>([1, 1.0 / 6, 1.0 / 120, 1.0 / 5040, 1.0 / 362880, 1.0 / 39916800]);

/** `2, 2 / 3, ... 2 / 19`: the series of `log((1 + s) / (1 - s))`. */
const LOG_SERIES = memory.data<f64>([
  2,
  2.0 / 3,
  2.0 / 5,
  2.0 / 7,
  2.0 / 9,
  2.0 / 11,
  2.0 / 13,
  2.0 / 15,
  2.0 / 17,
  2.0 / 19,
]);

/** Adding it rounds a small number to an integer and leaves that in the low bits. */
const ROUNDER: f64 = 6755399441055744; // 1.5 * 2 ** 52

const EXPONENT_BIAS: i64 = 1023;
const MANTISSA_BITS: i32 = 52;

/** ln 2 in two parts: the first ends in zeros, so that an exponent times it is exact. */
const LN2_HIGH: f64 = 6.9314718036912381649e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/** Past these no result is left in float32, and none is infinite yet in float64. */
const EXP_LIMIT: f64 = 150;

function coefficient(series: usize, index: usize): v128 {
  return v128.load64_splat(series + (index << 3));
}

/** One step of Horner's rule: `x * sum + series[index]`. */
function horner(x: v128, sum: v128, series: usize, index: usize): v128 {
  return f64x2.add(f64x2.mul(x, sum), coefficient(series, index));
}

/** `exp(x) = 2 ** n * exp(r)`, with `|r| <= ln(2) / 2`, by its Taylor series to `r ** 11`. */
// @ts-ignore: decorator
@inline
export function expDouble(x: v128): v128 {
  // In this order the comparisons inside pmin and pmax let NaN through.
  x = f64x2.pmax(f64x2.pmin(x, f64x2.splat(EXP_LIMIT)), f64x2.splat(-EXP_LIMIT));
  const rounder = f64x2.splat(ROUNDER);
  const rounded = f64x2.add(f64x2.mul(x, f64x2.splat(Math.LOG2E)), rounder);
  const n = f64x2.sub(rounded, rounder);
  let r = f64x2.sub(x, f64x2.mul(n, f64x2.splat(LN2_HIGH)));
  r = f64x2.sub(r, f64x2.mul(n, f64x2.splat(LN2_LOW)));

  // Even and odd powers apart: two short chains of dependent steps instead of a long one.
  const square = f64x2.mul(r, r);
  let even = horner(square, coefficient(EXP_EVEN, 5), EXP_EVEN, 4);
  let odd = horner(square, coefficient(EXP_ODD, 5), EXP_ODD, 4);
  even = horner(square, even, EXP_EVEN, 3);
  odd = horner(square, odd, EXP_ODD, 3);
  even = horner(square, even, EXP_EVEN, 2);
  odd = horner(square, odd, EXP_ODD, 2);
  even = horner(square, even, EXP_EVEN, 1);
  odd = horner(square, odd, EXP_ODD, 1);
  even = horner(square, even, EXP_EVEN, 0);
  odd = horner(square, odd, EXP_ODD, 0);
  const power = f64x2.add(even, f64x2.mul(r, odd));

  const scale = i64x2.shl(i64x2.add(rounded, i64x2.splat(EXPONENT_BIAS)), MANTISSA_BITS);
  return f64x2.mul(power, scale);
}

/** Bits of `sqrt(1 / 2)`: mantissas are taken from there to `sqrt(2)`, so that 1 is amid them. */
const HALF_ROOT_BITS: i64 = 0x3fe6a09e667f3bcd;

/** Bits of `2 ** 52`: an integer put into its mantissa is read off by subtracting `2 ** 52`. */
const INTEGER_BITS: i64 = 0x4330000000000000;
const INTEGER_OFFSET: f64 = 4503599627370496;

/** `log(x) = n * ln(2) + log(m)` for finite `x > 0`, with `s = (m - 1) / (m + 1)`. */
// @ts-ignore: decorator
@inline
export function logDouble(x: v128): v128 {
  const bias = i64x2.splat(EXPONENT_BIAS << MANTISSA_BITS);
  const shifted = i64x2.add(i64x2.sub(x, i64x2.splat(HALF_ROOT_BITS)), bias);
  const exponent = i64x2.shr_u(shifted, MANTISSA_BITS);
  const n = f64x2.sub(
    v128.or(exponent, i64x2.splat(INTEGER_BITS)),
    f64x2.splat(INTEGER_OFFSET + <f64>EXPONENT_BIAS),
  );
  const m = i64x2.add(i64x2.sub(x, i64x2.shl(exponent, MANTISSA_BITS)), bias);

  const one = f64x2.splat(1);
  const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one));
  const square = f64x2.mul(s, s);
  let sum = horner(square, coefficient(LOG_SERIES, 9), LOG_SERIES, 8);
  sum = horner(square, sum, LOG_SERIES, 7);
  sum = horner(square, sum, LOG_SERIES, 6);
  sum = horner(square, sum, LOG_SERIES, 5);
  sum = horner(square, sum, LOG_SERIES, 4);
  sum = horner(square, sum, LOG_SERIES, 3);
  sum = horner(square, sum, LOG_SERIES, 2);
  sum = horner(square, sum, LOG_SERIES, 1);
  sum = horner(square, sum, LOG_SERIES, 0);
  return f64x2.add(f64x2.mul(n, f64x2.splat(Math.LN2)), f64x2.mul(s, sum));
}

/** The upper two float32 lanes as float64. */
// @ts-ignore: decorator
@inline
export function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0));
}

/** Two pairs of float64 lanes, rounded to four of float32. */
// @ts-ignore: decorator
@inline
export function demote(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}
