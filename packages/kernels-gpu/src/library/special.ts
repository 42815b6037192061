import type { LibraryFunction } from './function.ts';

const unary = { arguments: ['Number'], returns: 'Number' } as const;
const binary = { arguments: ['Number', 'Number'], returns: 'Number' } as const;

/**
 * Functions that a shading language lacks, or whose own version loses digits where they matter: near
 * 0 and 1.
 */
export const specialFunctions = {
  /** `log(1 + x)`; near 0 by the series of `2 atanh(x / (2 + x))`, which loses no digits. */
  logOnePlus: {
    ...unary,
    javascript: `function logOnePlus(x) {
  if (isNotANumber(x)) { return x; }
  if (x < -1.0) { return nan(); }
  if (x == -1.0) { return -infinity(); }
  if (isInfinite(x)) { return x; }
  if (x > -0.3 && x < 0.4) {
    const s = x / (2.0 + x);
    const q = s * s;
    return 2.0 * s * (1.0 + q * (0.3333333333 + q * (0.2 + q * (0.1428571429 + q * (0.1111111111 + q * 0.0909090909)))));
  }
  return logarithm(1.0 + x);
}`,
  },

  /** The logarithm of anything, as good as the shading language's. */
  logarithm: {
    ...unary,
    javascript: `function logarithm(x) {
  if (isNotANumber(x)) { return x; }
  if (x < 0.0) { return nan(); }
  if (x == 0.0) { return -infinity(); }
  return isInfinite(x) ? x : Math.log(x);
}`,
  },

  /** The logarithm, with all its digits near 1. */
  naturalLog: {
    ...unary,
    javascript: `function naturalLog(x) {
  if (isNotANumber(x)) { return x; }
  if (x > 0.7 && x < 1.4) { return logOnePlus(x - 1.0); }
  return logarithm(x);
}`,
  },

  /** `exp(x) - 1`; near 0 by its Taylor series. */
  expMinusOne: {
    ...unary,
    javascript: `function expMinusOne(x) {
  if (x > -0.5 && x < 0.5) {
    return x * (1.0 + x * (0.5 + x * (0.1666666667 + x * (0.04166666667 + x * (0.008333333333 + x * (0.001388888889 + x * (0.0001984126984 + x * 0.0000248015873)))))));
  }
  return exponential(x) - 1.0;
}`,
  },

  /** `exp`, which some drivers bound on both sides, so that NaN and infinity get lost. */
  exponential: {
    ...unary,
    javascript: `function exponential(x) {
  if (isNotANumber(x)) { return x; }
  if (x < -104.0) { return 0.0; }
  if (x > 88.8) { return infinity(); }
  return Math.exp(x);
}`,
  },

  hyperbolicTangent: {
    ...unary,
    javascript: `function hyperbolicTangent(x) {
  if (isNotANumber(x)) { return x; }
  if (x > 10.0) { return 1.0; }
  if (x < -10.0) { return -1.0; }
  const t = expMinusOne(2.0 * x);
  return t / (t + 2.0);
}`,
  },

  hyperbolicSine: {
    ...unary,
    javascript: `function hyperbolicSine(x) {
  if (x > -1.0 && x < 1.0) {
    const q = x * x;
    return x * (1.0 + q * (0.1666666667 + q * (0.008333333333 + q * (0.0001984126984 + q * 0.000002755731922))));
  }
  if (isNotANumber(x)) { return x; }
  const root = exponential(0.5 * Math.abs(x));
  const magnitude = 0.5 * root * root - 0.5 / root / root;
  return x < 0.0 ? -magnitude : magnitude;
}`,
  },

  hyperbolicCosine: {
    ...unary,
    javascript: `function hyperbolicCosine(x) {
  if (isNotANumber(x)) { return x; }
  const root = exponential(0.5 * Math.abs(x));
  return 0.5 * root * root + 0.5 / root / root;
}`,
  },

  /**
   * The error function: its Maclaurin series near 0, further out the complement by a fit that holds
   * to 1.2e-7 relative (Press et al., "Numerical Recipes", 6.2).
   */
  errorFunction: {
    ...unary,
    javascript: `function errorFunction(x) {
  if (x > -1.0 && x < 1.0) {
    const q = x * x;
    return 1.128379167 * x * (1.0 - q * (0.3333333333 - q * (0.1 - q * (0.02380952381 - q * (0.00462962963 - q * (0.0007575757576 - q * (0.0001068376068 - q * (0.00001322751323 - q * (0.000001458916901 - q * 0.000000145038522)))))))));
  }
  if (isNotANumber(x)) { return x; }
  const magnitude = Math.abs(x);
  if (magnitude > 5.0) { return x < 0.0 ? -1.0 : 1.0; }
  const t = 1.0 / (1.0 + 0.5 * magnitude);
  const fit = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const rest = t * exponential(fit - magnitude * magnitude);
  return x < 0.0 ? rest - 1.0 : 1.0 - rest;
}`,
  },

  /** The inverse of the error function, by the fit of Giles, "Approximating the erfinv function" (2010). */
  inverseErrorFunction: {
    ...unary,
    javascript: `function inverseErrorFunction(x) {
  const magnitude = Math.abs(x);
  if (isNotANumber(x) || magnitude > 1.0) { return nan(); }
  if (magnitude == 1.0) { return x < 0.0 ? -infinity() : infinity(); }
  const w = -naturalLog((1.0 - x) * (1.0 + x));
  if (magnitude < 0.3) {
    const v = -logOnePlus(-x * x) - 2.5;
    return x * (1.50140941 + v * (0.246640727 + v * (-0.00417768164 + v * (-0.00125372503 + v * (0.00021858087 + v * (-0.00000439150654 + v * (-0.0000035233877 + v * (0.000000343273939 + v * 0.0000000281022636))))))));
  }
  if (w < 5.0) {
    const v = w - 2.5;
    return x * (1.50140941 + v * (0.246640727 + v * (-0.00417768164 + v * (-0.00125372503 + v * (0.00021858087 + v * (-0.00000439150654 + v * (-0.0000035233877 + v * (0.000000343273939 + v * 0.0000000281022636))))))));
  }
  const v = Math.sqrt(w) - 3.0;
  return x * (2.83297682 + v * (1.00167406 + v * (0.00943887047 + v * (-0.0076224613 + v * (0.00573950773 + v * (-0.00367342844 + v * (0.00134934322 + v * (0.000100950558 - v * 0.000200214257))))))));
}`,
  },

  /** The loss of one probability; PyTorch stops the logarithms at -100. NaN outside of 0 to 1. */
  binaryCrossEntropy: {
    ...binary,
    javascript: `function binaryCrossEntropy(probability, target) {
  if (less(probability, 0.0) || less(1.0, probability)) { return nan(); }
  const logProbability = larger(naturalLog(probability), -100.0);
  const logComplement = larger(naturalLog(1.0 - probability), -100.0);
  return (target - 1.0) * logComplement - target * logProbability;
}`,
  },

  powerOfPositive: {
    ...binary,
    glsl100: 'float powerOfPositive(float a, float b) { return pow(a, b); }',
    wgsl: 'fn fn_powerOfPositive(a : f32, b : f32) -> f32 { return pow(a, b); }',
  },

  /** `pow` of C; whole exponents by squaring, so that squares and cubes are as good as products. */
  power: {
    ...binary,
    javascript: `function power(base, exponent) {
  if (exponent == 0.0 || base == 1.0) { return 1.0; }
  if (isNotANumber(base)) { return base; }
  if (isNotANumber(exponent)) { return exponent; }
  if (exponent == 0.5) { return Math.sqrt(base); }
  if (exponent == -0.5) { return 1.0 / Math.sqrt(base); }
  const magnitude = Math.abs(base);
  if (isInfinite(exponent)) {
    if (magnitude == 1.0) { return 1.0; }
    return (magnitude > 1.0) == (exponent > 0.0) ? infinity() : 0.0;
  }
  const size = Math.abs(exponent);
  const isWhole = roundDown(exponent) == exponent;
  const half = exponent * 0.5;
  const isOdd = isWhole && roundDown(half) != half;
  if (isWhole && size <= 64.0) {
    let result = 1.0;
    let square = magnitude;
    let rest = size;
    for (let bit = 0; bit < 7; bit++) {
      const next = roundDown(rest * 0.5);
      if (rest - 2.0 * next == 1.0) { result = result * square; }
      square = square * square;
      rest = next;
    }
    if (exponent < 0.0) { result = 1.0 / result; }
    return isOdd && isNegative(base) ? -result : result;
  }
  if (base < 0.0 && !isWhole && !isInfinite(base)) { return nan(); }
  let value = 0.0;
  if (magnitude == 0.0) { value = exponent < 0.0 ? infinity() : 0.0; }
  else {
    if (isInfinite(base)) { value = exponent < 0.0 ? 0.0 : infinity(); }
    else { value = powerOfPositive(magnitude, exponent); }
  }
  return isOdd && isNegative(base) ? -value : value;
}`,
  },

  /** What is left of `a` after taking away `b` as often as it fits, exactly, with the sign of `a`. */
  restOf: {
    ...binary,
    javascript: `function restOf(a, b) {
  if (isNotANumber(a) || isNotANumber(b) || isInfinite(a) || b == 0.0) { return nan(); }
  const divisor = Math.abs(b);
  let rest = Math.abs(a);
  let step = divisor;
  for (let up = 0; up < 300; up++) {
    if (step + step > rest) { break; }
    step = step + step;
  }
  for (let down = 0; down < 300; down++) {
    if (step < divisor) { break; }
    if (rest >= step) { rest = rest - step; }
    step = step * 0.5;
  }
  return isNegative(a) ? -rest : rest;
}`,
  },

  /** The remainder with the divisor's sign, as Python's `%`. */
  remainderOf: {
    ...binary,
    javascript: `function remainderOf(a, b) {
  const rest = restOf(a, b);
  if (rest == 0.0 || isNotANumber(rest)) { return rest; }
  return (rest < 0.0) != (b < 0.0) ? rest + b : rest;
}`,
  },

  /** Python's `//`. */
  floorOfQuotient: {
    ...binary,
    javascript: `function floorOfQuotient(a, b) {
  if (b == 0.0) { return a / b; }
  const rest = restOf(a, b);
  if (isNotANumber(rest)) { return rest; }
  let quotient = (a - rest) / b;
  if (rest != 0.0 && (rest < 0.0) != (b < 0.0)) { quotient = quotient - 1.0; }
  if (quotient == 0.0) {
    const none = Math.abs(quotient);
    return isNegative(a) == isNegative(b) ? none : -none;
  }
  const below = roundDown(quotient);
  return quotient - below > 0.5 ? below + 1.0 : below;
}`,
  },
} as const satisfies Record<string, LibraryFunction>;
