import { describe, expect, it } from 'vitest';
import { compareAllclose } from './allclose.ts';

const NaN_ = Number.NaN;
const Infinity_ = Number.POSITIVE_INFINITY;

/** The least that the matcher asks of a tensor. */
function tensorOf(shape: number[], nested: unknown): { shape: number[]; toArray(): unknown } {
  return { shape, toArray: () => nested };
}

describe('toBeAllclose', () => {
  it('compares numbers, nested arrays, typed arrays and tensors', () => {
    expect(1 + 1e-8).toBeAllclose(1);
    expect([[1, 2]]).toBeAllclose([[1, 2]]);
    expect(new Float32Array([0.1])).toBeAllclose([0.1]);
    expect(tensorOf([1, 2], [[1, 2]])).toBeAllclose([new Float64Array([1, 2])]);
    expect([1, 2]).toBeAllclose(tensorOf([2], [1, 2]));
    expect(tensorOf([], 3)).toBeAllclose(3);
    expect([true, false]).toBeAllclose([1, 0]);
  });

  it('allows atol + rtol * |expected|', () => {
    expect(100.9).toBeAllclose(100, { rtol: 1e-2 });
    expect(101.1).not.toBeAllclose(100, { rtol: 1e-2 });
    expect(0.9).toBeAllclose(0, { atol: 1 });
    expect(1.1).not.toBeAllclose(0, { atol: 1 });
    expect(-100.9).toBeAllclose(-100, { rtol: 1e-2 });
  });

  it('holds exactly when both tolerances are 0', () => {
    expect([0.1, 0]).toBeAllclose([0.1, -0], { rtol: 0, atol: 0 });
    expect(0.1 + 0.2).not.toBeAllclose(0.3, { rtol: 0, atol: 0 });
  });

  it('tells shapes apart even when the elements agree', () => {
    expect([1]).not.toBeAllclose(1);
    expect([[1, 2]]).not.toBeAllclose([1, 2]);
    expect([[1], [2]]).not.toBeAllclose([[1, 2]]);
    expect([]).not.toBeAllclose([[]]);
    expect(tensorOf([0, 3], [])).not.toBeAllclose([]);
    expect(tensorOf([0, 3], [])).toBeAllclose(tensorOf([0, 3], []));
    expect(compareAllclose([1, 2], [[1, 2]]).report).toBe(
      'shapes differ: received [2], expected [1, 2]',
    );
  });

  it('takes NaN for NaN only when told', () => {
    expect(NaN_).not.toBeAllclose(NaN_);
    expect([1, NaN_]).toBeAllclose([1, NaN_], { equalNan: true });
    expect(NaN_).not.toBeAllclose(1, { equalNan: true });
    expect(1).not.toBeAllclose(NaN_, { equalNan: true });
  });

  it('takes an infinity only for itself', () => {
    expect(Infinity_).toBeAllclose(Infinity_);
    expect(Infinity_).not.toBeAllclose(-Infinity_);
    expect(1e300).not.toBeAllclose(Infinity_);
    expect(Infinity_).not.toBeAllclose(1e300);
  });

  it('names the worst element', () => {
    const received = [
      [1, 2, 3.1],
      [4, 5.5, 6],
    ];
    const expected = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(compareAllclose(received, expected, { rtol: 0, atol: 1e-3 }).report).toBe(
      '2 of 6 elements differ by more than rtol 0, atol 0.001; ' +
        'the worst is [1, 1]: received 5.5, expected 5 (difference 0.5)',
    );
  });

  it('gives no place to a number', () => {
    expect(compareAllclose(1, 2, { rtol: 0, atol: 0 }).report).toBe(
      '1 of 1 elements differ by more than rtol 0, atol 0; ' +
        'the worst: received 1, expected 2 (difference 1)',
    );
  });

  it('fails with that report', () => {
    expect(() => expect([1]).toBeAllclose([2])).toThrow(/the worst is \[0\]: received 1/);
    expect(() => expect([1]).not.toBeAllclose([1])).toThrow(/expected some element to differ/);
  });

  it('refuses what has no numbers', () => {
    expect(() => compareAllclose([[1], [2, 3]], [[1], [2]])).toThrow(
      'toBeAllclose needs even nesting; expected an array of length 1 at [1], got an array of length 2',
    );
    expect(() => compareAllclose([1, undefined], [1, 2])).toThrow(
      'toBeAllclose compares numbers; got undefined at [1]',
    );
    expect(() => compareAllclose('1', 1)).toThrow('toBeAllclose compares numbers; got string');
    expect(() => compareAllclose(tensorOf([3], [1, 2]), [1, 2, 3])).toThrow(/length 3/);
  });
});
