import { describe, expect, it } from 'vitest';
import { arange, DTypeError, float32, type Tensor, tensor } from '../index.ts';

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

describe('rounding', () => {
  it('takes halves to even, and keeps the sign of zero', () => {
    const x = tensor([0.5, 1.5, 2.5, -0.5, -1.5, -0.2, 8388609, inf, nan]);
    expect(x.round().toArray()).toEqual([0, 2, 2, -0, -2, -0, 8388609, inf, nan]);
    expect(
      tensor([0.49999999999999994, 4503599627370497], { dtype: 'float64' }).round().toArray(),
    ).toEqual([0, 4503599627370497]);
    expect(
      tensor([1.25, 2.5, -1.35])
        .round({ decimals: 1 })
        .sub(tensor([1.2, 2.5, -1.4]))
        .abs()
        .max()
        .item(),
    ).toBeLessThan(1e-6);
    expect(tensor([1250, 1350]).round({ decimals: -2 }).toArray()).toEqual([1200, 1400]);
  });

  it('leaves integers as they are, and copies them', () => {
    const x = arange(3);
    for (const name of ['floor', 'ceil', 'trunc', 'round'] as const) {
      expect(x[name]().toArray()).toEqual([0, 1, 2]);
      expect(x[name]().storage).not.toBe(x.storage);
    }
    expect(() => x.frac()).toThrow(DTypeError);
    expect(tensor([-1.5, inf]).frac().toArray()).toEqual([-0.5, nan]);
  });
});

describe('functions at the edge of their domain', () => {
  it.each<
    [
      keyof Tensor & ('log' | 'sqrt' | 'rsqrt' | 'reciprocal' | 'asin' | 'erfinv' | 'log1p'),
      number[],
      number[],
    ]
  >([
    ['log', [0, -1, inf], [-inf, nan, inf]],
    ['sqrt', [-0, -1, inf], [-0, nan, inf]],
    ['rsqrt', [0, -0, inf], [inf, -inf, 0]],
    ['reciprocal', [0, -0, inf], [inf, -inf, 0]],
    ['asin', [1.1, nan], [nan, nan]],
    ['erfinv', [1, -1, 1.5], [inf, -inf, nan]],
    ['log1p', [-1, -2], [-inf, nan]],
  ])('%s', (name, inputs, outputs) => {
    expect(tensor(inputs)[name]().toArray()).toEqual(outputs);
  });

  it('saturate', () => {
    expect(tensor([-200, 200, -inf, nan]).sigmoid().toArray()).toEqual([0, 1, 0, nan]);
    expect(tensor([-50, 50]).tanh().toArray()).toEqual([-1, 1]);
    expect(tensor([-inf, inf, nan]).erf().toArray()).toEqual([-1, 1, nan]);
    expect(tensor([nan, -3, 0]).sign().toArray()).toEqual([0, -1, 0]);
    expect(tensor([-200, 0, 200]).logSigmoid().toArray()).toEqual([
      -200,
      Math.fround(-Math.LN2),
      0,
    ]);
  });
});

describe('conversion', () => {
  it('wraps, truncates and saturates as PyTorch does', () => {
    const x = tensor([nan, inf, -inf, 1e10, 2.7, -2.7]);
    const least = -(2 ** 31);
    expect(x.int().toArray()).toEqual([least, least, least, least, 2, -2]);
    expect(tensor([300, -1, 2.9]).byte().toArray()).toEqual([44, 255, 2]);
    expect(x.bool().toArray()).toEqual([true, true, true, true, true, true]);
    expect(arange(2).long().dtype).toBe('int32');
    expect([arange(2).float().dtype, arange(2).double().dtype]).toEqual(['float32', 'float64']);
  });

  it('gives the tensor itself where nothing changes', () => {
    const x = tensor([1]);
    expect(x.to(float32)).toBe(x);
    expect(x.to('cpu')).toBe(x);
    expect(x.to({ dtype: 'float64', device: 'cpu' }).dtype).toBe('float64');
    expect(() => x.to('float16' as never)).toThrow(DTypeError);
  });
});
