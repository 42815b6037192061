import type { LibraryFunction } from './function.ts';

const unary = { arguments: ['Number'], returns: 'Number' } as const;
const binary = { arguments: ['Number', 'Number'], returns: 'Number' } as const;

/**
 * Sines, angles and the like. Shading languages promise few digits of their own: WebGPU takes an
 * error of 5e-4 in a sine. Polynomials and the reduction are those of Moshier's Cephes library
 * (https://www.netlib.org/cephes), good to 1e-7 for angles up to 8192; larger ones are reduced by `turn.ts`.
 */
export const trigonometricFunctions = {
  /** How many eighths of a turn `x` is past 0, made even: the remaining angle is around 0. */
  octantsOf: {
    arguments: ['Number'],
    returns: 'Integer',
    javascript: `function octantsOf(x) {
  const octants = toInteger(x * 1.273239544735163);
  return octants + modulo(octants, 2);
}`,
  },

  /** `x` without its eighths of a turn; the eighth is taken away in three parts, to keep all digits. */
  withinOctant: {
    arguments: ['Number', 'Integer'],
    returns: 'Number',
    javascript: `function withinOctant(x, octants) {
  const count = toFloat(octants);
  return ((x - count * 0.78515625) - count * 0.00024187564849853516) - count * 0.0000000377489497744594;
}`,
  },

  /** The sine, or with `quarter` 1 the cosine, of an angle that is not negative. */
  sineOfPositive: {
    arguments: ['Number', 'Integer'],
    returns: 'Number',
    javascript: `function sineOfPositive(x, quarter) {
  let octants = integer(0);
  let r = 0.0;
  if (x < 8192.0) {
    octants = octantsOf(x);
    r = withinOctant(x, octants);
  } else {
    octants = octantsOfTurn(x);
    r = withinOctantOfTurn(x, octants);
  }
  const z = r * r;
  const place = modulo(divide(octants, 2) + quarter, 4);
  let value = 0.0;
  if (modulo(place, 2) == 0) {
    value = ((-0.00019515295891 * z + 0.0083321608736) * z - 0.16666654611) * z * r + r;
  } else {
    value = ((0.00002443315711809948 * z - 0.001388731625493765) * z + 0.04166664568298827) * z * z - 0.5 * z + 1.0;
  }
  return place > 1 ? -value : value;
}`,
  },

  sine: {
    ...unary,
    javascript: `function sine(x) {
  if (isNotANumber(x) || isInfinite(x)) { return nan(); }
  const value = sineOfPositive(Math.abs(x), 0);
  return isNegative(x) ? -value : value;
}`,
  },

  cosine: {
    ...unary,
    javascript: `function cosine(x) {
  if (isNotANumber(x) || isInfinite(x)) { return nan(); }
  return sineOfPositive(Math.abs(x), 1);
}`,
  },

  /** The angle, up to a quarter turn, of a slope that is not negative. */
  angleOfSlope: {
    ...unary,
    javascript: `function angleOfSlope(slope) {
  let begin = 0.0;
  let x = slope;
  if (slope > 2.414213562373095) {
    begin = 1.5707963267948966;
    x = -1.0 / slope;
  } else {
    if (slope > 0.4142135623730950) {
      begin = 0.7853981633974483;
      x = (slope - 1.0) / (slope + 1.0);
    }
  }
  const z = x * x;
  return begin + ((((0.0805374449538 * z - 0.138776856032) * z + 0.199777106478) * z - 0.333329491539) * z * x + x);
}`,
  },

  /** The angle of the point `(x, y)`, with the zeros and infinities of C's `atan2`. */
  angleOf: {
    ...binary,
    javascript: `function angleOf(y, x) {
  if (isNotANumber(x) || isNotANumber(y)) { return nan(); }
  let angle = 0.0;
  if (isInfinite(x) && isInfinite(y)) { angle = 0.7853981633974483; }
  else {
    if (x == 0.0) { angle = y == 0.0 ? 0.0 : 1.5707963267948966; }
    else { angle = angleOfSlope(Math.abs(y) / Math.abs(x)); }
  }
  if (isNegative(x)) { angle = 3.141592653589793 - angle; }
  return isNegative(y) ? -angle : angle;
}`,
  },

  arcSine: {
    ...unary,
    javascript: `function arcSine(x) {
  if (Math.abs(x) > 1.0) { return nan(); }
  return angleOf(x, Math.sqrt((1.0 - x) * (1.0 + x)));
}`,
  },

  arcCosine: {
    ...unary,
    javascript: `function arcCosine(x) {
  if (Math.abs(x) > 1.0) { return nan(); }
  return angleOf(Math.sqrt((1.0 - x) * (1.0 + x)), x);
}`,
  },
} as const satisfies Record<string, LibraryFunction>;
