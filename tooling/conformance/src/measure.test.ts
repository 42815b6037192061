import type { EncodedNumber } from '@chainrule/oracle/cases';
import { describe, expect, it } from 'vitest';
import { type Measure, measure } from './measure.ts';

const infinity = Number.POSITIVE_INFINITY;

function compare(
  received: readonly number[],
  expected: readonly EncodedNumber[],
  { relative = 0, absolute = 0, signedZeros = true, atol = 0 } = {},
): Measure {
  return measure(
    { dtype: 'float32', shape: [received.length], data: Float32Array.from(received) },
    { dtype: 'float32', shape: [expected.length], data: expected, atol },
    { tolerance: { relative, absolute }, signedZeros },
  );
}

describe('measure', () => {
  it('finds equal what is the same float32, NaN and infinities included', () => {
    const same = compare(
      [0.1, Number.NaN, infinity, -infinity, -0],
      [0.1, 'NaN', 'Infinity', '-Infinity', -0],
    );
    expect(same).toEqual({ error: 0 });
  });

  it('gives the largest error, relative above 1', () => {
    expect(compare([1.5, 110], [1, 100], { absolute: 20 }).error).toBe(0.5);
    expect(compare([110], [100], { absolute: 20 }).error).toBeCloseTo(0.1);
  });

  it('allows the tolerance, and what PyTorch itself is off', () => {
    expect(compare([1.25], [1], { absolute: 0.25 }).problem).toBeUndefined();
    expect(compare([5], [4], { relative: 0.25 }).problem).toBeUndefined();
    expect(compare([1.25], [1], { atol: 0.25 }).problem).toBeUndefined();
    expect(compare([1.26], [1], { absolute: 0.25 }).problem).toMatch(/^element 0 is 1.25999/);
  });

  it('never takes what is not a number, or not finite, for a number', () => {
    const loose = { absolute: 1e30, relative: 1 };
    expect(compare([Number.NaN], [1], loose)).toMatchObject({ error: infinity });
    expect(compare([1], ['NaN'], loose).problem).toMatch('is 1, not NaN');
    expect(compare([infinity], [1], loose).problem).toMatch('is Infinity, not 1');
    expect(compare([1], ['Infinity'], loose).problem).toMatch('is 1, not Infinity');
    expect(compare([infinity], ['-Infinity'], loose).problem).toMatch('not -Infinity');
  });

  it('tells 0 from -0 when asked to', () => {
    expect(compare([0], [-0]).problem).toMatch('is 0, not -0');
    expect(compare([0], [-0], { signedZeros: false }).problem).toBeUndefined();
  });

  it('minds shape and dtype', () => {
    expect(compare([1], [1, 2]).problem).toBe('is float32[1], not float32[2]');
  });
});
