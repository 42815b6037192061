/**
 * The error function, to about 1e-16: its Maclaurin series near 0, a continued fraction of
 * the complement further out.
 *
 * @see https://dlmf.nist.gov/7.6#E2 and https://dlmf.nist.gov/7.9#E1
 */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (magnitude > 6) return Math.sign(x);
  if (magnitude > 2.5) return Math.sign(x) * (1 - erfcTail(magnitude));
  // erf(x) = 2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)): all terms positive.
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** `1 - erf(x)` for x above 1.5, with as many levels of the fraction as are exact to a double. */
function erfcTail(x: number): number {
  let fraction = x;
  for (let level = x > 2 ? 60 : 100; level >= 1; level--) fraction = x + level / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/**
 * The inverse of {@link erf}: a closed-form guess made exact by Halley's method.
 *
 * @see Winitzki, "A handy approximation for the error function and its inverse" (2008).
 */
export function erfinv(y: number): number {
  if (Number.isNaN(y) || Math.abs(y) > 1) return Number.NaN;
  if (Math.abs(y) === 1) return y * Number.POSITIVE_INFINITY;
  if (y === 0) return y;
  const a = 0.147;
  const logarithm = Math.log1p(-y * y);
  const half = 2 / (Math.PI * a) + logarithm / 2;
  let x = Math.sign(y) * Math.sqrt(Math.sqrt(half * half - logarithm / a) - half);
  for (let round = 0; round < 4; round++) {
    // Towards 1 the complement keeps the digits that erf itself has lost.
    const error =
      Math.abs(x) > 1.5 ? Math.sign(x) * (1 - Math.abs(y) - erfcTail(Math.abs(x))) : erf(x) - y;
    const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);
    // Halley's correction: the curvature of erf is -2x times its slope.
    const step = error / slope;
    x -= step / (1 + x * step);
  }
  return x;
}
