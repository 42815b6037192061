import { describe, expect, it } from 'vitest';
import {
  allclose,
  DTypeError,
  equal,
  isclose,
  lerp,
  logaddexp,
  logicalXor,
  ShapeError,
  tensor,
  where,
  zeros,
} from '../index.ts';

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

describe('comparison', () => {
  it('is never true of NaN, but for ne', () => {
    const x = tensor([nan, 1]);
    expect(x.eq(x).toArray()).toEqual([false, true]);
    expect(x.ne(x).toArray()).toEqual([true, false]);
    for (const name of ['lt', 'le', 'gt', 'ge'] as const) {
      expect(x[name](nan).any().item()).toBe(0);
    }
  });

  it('promotes', () => {
    const small = tensor([255], { dtype: 'uint8' });
    expect(small.eq(255.5).item()).toBe(0);
    expect(small.gt(tensor([300], { dtype: 'int32' })).item()).toBe(0);
  });
});

describe('logic', () => {
  it('takes all but 0 for true', () => {
    const [a, b] = [tensor([0, 2, nan]), tensor([1, 0, 1])];
    expect(a.logicalAnd(b).toArray()).toEqual([false, false, true]);
    expect(a.logicalOr(b).toArray()).toEqual([true, true, true]);
    expect(logicalXor(a, b).toArray()).toEqual([true, true, false]);
    expect(a.logicalNot().toArray()).toEqual([true, false, false]);
  });
});

describe('where', () => {
  it('broadcasts and promotes', () => {
    const condition = tensor([[true], [false]]);
    expect(where(condition, tensor([1, 2]), 0).toArray()).toEqual([
      [1, 2],
      [0, 0],
    ]);
    expect(where(condition, 1, 2.5).dtype).toBe('float32');
    expect(where(tensor(true), tensor([1], { dtype: 'int32' }), tensor([1.5])).dtype).toBe(
      'float32',
    );
    expect(() => where(zeros(2), 1, 2)).toThrow(DTypeError);
  });
});

describe('closeness', () => {
  it('is relative to the second, and allows equal infinities', () => {
    const x = tensor([1, inf, nan, 100]);
    expect(isclose(x, tensor([1.000001, inf, nan, 101])).toArray()).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(allclose(x, x)).toBe(false);
    expect(allclose(x, x, { equalNan: true })).toBe(true);
    expect(allclose(tensor([100]), tensor([101]), { rtol: 0.01 })).toBe(true);
    expect(isclose(tensor([inf]), tensor([-inf])).item()).toBe(0);
    expect(equal(x, x)).toBe(false);
    expect(equal(zeros(2), zeros(2, 1))).toBe(false);
    expect(equal(zeros(0), zeros(0))).toBe(true);
  });
});

describe('special values', () => {
  it('are told apart, and replaced', () => {
    const x = tensor([nan, inf, -inf, 1]);
    expect(x.isnan().toArray()).toEqual([true, false, false, false]);
    expect(x.isinf().toArray()).toEqual([false, true, true, false]);
    expect(x.isfinite().toArray()).toEqual([false, false, false, true]);
    const largest = 3.4028234663852886e38;
    expect(x.nanToNum().toArray()).toEqual([0, largest, -largest, 1]);
    expect(x.nanToNum({ nan: 2, posinf: 3 }).toArray()).toEqual([2, 3, -largest, 1]);
    expect(tensor([1], { dtype: 'int32' }).nanToNum().isfinite().item()).toBe(1);
  });
});

describe('logaddexp', () => {
  it('knows infinities', () => {
    const [a, b] = [tensor([inf, -inf, inf, 1000]), tensor([inf, -inf, -inf, 1000])];
    expect(logaddexp(a, b).index([0, 1, 2]).toArray()).toEqual([inf, -inf, inf]);
    expect(logaddexp(a, b).index(3).item()).toBeCloseTo(1000.6931, 3);
  });
});

describe('lerp', () => {
  it('hits both ends', () => {
    const [a, b] = [tensor([0.1, -3]), tensor([0.7, 5])];
    expect(lerp(a, b, 0).toArray()).toEqual(a.toArray());
    expect(lerp(a, b, 1).toArray()).toEqual(b.toArray());
    expect(lerp(a, b, tensor([0, 1])).toArray()).toEqual([a.index(0).item(), 5]);
    expect(() => lerp(a, zeros(3), 0.5)).toThrow(ShapeError);
  });
});
