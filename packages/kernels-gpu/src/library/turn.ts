import type { LibraryFunction } from './function.ts';

/** The bytes of `1 / (2 pi)` behind the point. */
const bytes = [
  40, 190, 96, 219, 147, 145, 5, 74, 127, 9, 213, 244, 125, 77, 55, 112, 54, 216, 165, 102, 79,
];

/** How many of them matter for an angle: its own four bytes come before the point, and six digits behind it are wanted. */
const WINDOW = 9;

/** Where the window starts for angles below 65536. */
const FIRST = -2;

const byteAt = (place: number): string => `${bytes[place] ?? 0}.0`;
const places = Array.from({ length: WINDOW }, (_, place) => place);

/** Moves the window to the next byte, of which the last one is that at `place`. */
const move = (place: number): string =>
  [
    ...places.slice(1).map((next) => `w${next - 1} = w${next};`),
    `w${WINDOW - 1} = ${byteAt(place)};`,
  ].join(' ');

/** One for each byte that an angle of float32 can have above its highest three. */
const moves = Array.from(
  { length: 13 },
  (_, count) => `if (m >= 16777216.0) { m = m * 0.00390625; ${move(FIRST + WINDOW + 1 + count)} }`,
);

/** The digit of weight `256 ** -column` of the product, and what is carried to the one before. */
const column = (number: number): string => {
  const products = [0, 1, 2, 3].map((place) => `b${place} * w${number - 1 + place}`);
  return `sum = ${products.join(' + ')} + carried;
  carried = roundDown(sum * 0.00390625);
  const d${number} = sum - carried * 256.0;`;
};

/**
 * Large angles without their whole turns, by the method of Payne and Hanek (Radian reduction for trigonometric
 * functions, SIGNUM Newsletter 18, 1983): an angle is a whole number times a power of 2, so of the bytes of
 * `1 / (2 pi)` those are left out that give whole turns, and the product with the next nine is exact in bytes.
 */
export const turnFunctions = {
  /** The fraction of a turn that an angle from 8192 on is, in 2^-24: its whole part, or with `part` 1 what is behind, times 2^24. */
  digitsOfTurn: {
    arguments: ['Number', 'Integer'],
    returns: 'Number',
    javascript: `function digitsOfTurn(x, part) {
  let m = x;
  ${places.map((place) => `let w${place} = ${byteAt(FIRST + place)};`).join(' ')}
  if (m < 65536.0) { m = m * 256.0; } else { ${move(FIRST + WINDOW)} }
  ${moves.join('\n  ')}
  const b3 = roundDown(m * 0.0000152587890625);
  const below3 = m - b3 * 65536.0;
  const b2 = roundDown(below3 * 0.00390625);
  const below2 = below3 - b2 * 256.0;
  const b1 = roundDown(below2);
  const b0 = (below2 - b1) * 256.0;
  let sum = 0.0;
  let carried = 0.0;
  ${[6, 5, 4, 3, 2, 1].map(column).join('\n  ')}
  if (part == 0) { return d1 * 65536.0 + d2 * 256.0 + d3; }
  return d4 * 65536.0 + d5 * 256.0 + d6;
}`,
  },

  /** As `octantsOf`, without whole turns. */
  octantsOfTurn: {
    arguments: ['Number'],
    returns: 'Integer',
    javascript: `function octantsOfTurn(x) {
  const octants = toInteger(digitsOfTurn(x, 0) * 0.000000476837158203125);
  return octants + modulo(octants, 2);
}`,
  },

  /** As `withinOctant`. */
  withinOctantOfTurn: {
    arguments: ['Number', 'Integer'],
    returns: 'Number',
    javascript: `function withinOctantOfTurn(x, octants) {
  const digits = digitsOfTurn(x, 0) - toFloat(octants) * 2097152.0;
  return (digits + digitsOfTurn(x, 1) * 0.000000059604644775390625) * 0.00000037450702829239286;
}`,
  },
} as const satisfies Record<string, LibraryFunction>;
