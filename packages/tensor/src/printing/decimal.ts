/** A non-negative number as an exact decimal: `digits / 10 ** scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const fractionBits = 52n;
const view = new DataView(new ArrayBuffer(8));

/**
 * The exact decimal expansion of `|value|`, which every finite double has.
 *
 * @see https://en.wikipedia.org/wiki/Double-precision_floating-point_format
 */
export function exactDecimal(value: number): Decimal {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biasedExponent = Number((bits >> fractionBits) & 0x7ffn);
  const fraction = bits & ((1n << fractionBits) - 1n);
  const significand = biasedExponent === 0 ? fraction : fraction | (1n << fractionBits);
  const exponent = Math.max(biasedExponent, 1) - 1075;
  if (exponent >= 0) return { digits: significand << BigInt(exponent), scale: 0 };
  return { digits: significand * 5n ** BigInt(-exponent), scale: -exponent };
}

/** `digits / 10 ** places` to the nearest integer, ties to even, as IEEE 754 and Python round. */
export function shiftRight(digits: bigint, places: number): bigint {
  if (places <= 0) return digits * 10n ** BigInt(-places);
  const unit = 10n ** BigInt(places);
  const quotient = digits / unit;
  const twiceRemainder = 2n * (digits % unit);
  const roundsUp = twiceRemainder > unit || (twiceRemainder === unit && quotient % 2n === 1n);
  return roundsUp ? quotient + 1n : quotient;
}
