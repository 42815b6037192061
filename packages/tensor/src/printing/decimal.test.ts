import { describe, expect, it } from 'vitest';
import { exactDecimal, shiftRight } from './decimal.ts';

/** `digits / 10 ** scale` with the zeros at its end dropped. */
function text(value: number): string {
  const { digits, scale } = exactDecimal(value);
  const padded = digits.toString().padStart(scale + 1, '0');
  const point = padded.length - scale;
  return `${padded.slice(0, point)}.${padded.slice(point)}`.replace(/\.?0+$/, '');
}

describe('exactDecimal', () => {
  it('gives every digit of a double', () => {
    expect(text(0.1)).toBe('0.1000000000000000055511151231257827021181583404541015625');
    expect(text(-2.5)).toBe('2.5');
    expect(exactDecimal(2 ** 70)).toEqual({ digits: 2n ** 70n, scale: 0 });
  });

  it('reaches the smallest and the largest double', () => {
    expect(exactDecimal(Number.MIN_VALUE)).toEqual({ digits: 5n ** 1074n, scale: 1074 });
    expect(exactDecimal(Number.MAX_VALUE).digits).toBe((2n ** 53n - 1n) * 2n ** 971n);
    expect(exactDecimal(0).digits).toBe(0n);
  });
});

describe('shiftRight', () => {
  it('rounds to nearest, ties to even', () => {
    const rounded = [149n, 150n, 151n, 249n, 250n, 251n].map((digits) => shiftRight(digits, 2));
    expect(rounded).toEqual([1n, 2n, 2n, 2n, 2n, 3n]);
  });

  it('shifts left by a negative number of places', () => {
    expect(shiftRight(12n, -3)).toBe(12000n);
    expect(shiftRight(12n, 0)).toBe(12n);
  });
});
