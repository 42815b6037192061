import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { erf, erfinv } from './special.ts';

type Pairs = readonly (readonly [x: number, y: number])[];

const reference: { readonly erf: Pairs; readonly erfinv: Pairs } = JSON.parse(
  readFileSync(new URL('./fixtures/special-functions.json', import.meta.url), 'utf8'),
);

/** The distance in units of the expected value's last binary digit. */
function unitsApart(actual: number, expected: number): number {
  return Math.abs(actual - expected) / (Math.abs(expected) * Number.EPSILON || Number.MIN_VALUE);
}

describe('erf', () => {
  it.each(reference.erf)('of %d is exact to the last digits', (x, y) => {
    expect(unitsApart(erf(x), y)).toBeLessThan(8);
    expect(erf(-x)).toBe(-erf(x));
  });

  it('knows the ends', () => {
    expect(erf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(erf(Number.NEGATIVE_INFINITY)).toBe(-1);
    expect(erf(Number.NaN)).toBeNaN();
    expect(erf(-0)).toBe(-0);
  });
});

describe('erfinv', () => {
  it.each(reference.erfinv)('of %d is exact to the last digits', (y, x) => {
    expect(unitsApart(erfinv(y), x)).toBeLessThan(8);
    expect(erfinv(-y)).toBe(-erfinv(y));
  });

  it('knows the ends', () => {
    expect(erfinv(1)).toBe(Number.POSITIVE_INFINITY);
    expect(erfinv(-1)).toBe(Number.NEGATIVE_INFINITY);
    expect(erfinv(1.0000001)).toBeNaN();
    expect(erfinv(Number.NaN)).toBeNaN();
  });
});
