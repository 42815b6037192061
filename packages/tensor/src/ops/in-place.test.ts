import { describe, expect, it } from 'vitest';
import {
  DTypeError,
  full,
  Generator,
  manualSeed,
  ones,
  rand,
  randn,
  ShapeError,
  slice,
  tensor,
  zeros,
} from '../index.ts';

describe('functions with an underscore', () => {
  it('change the tensor and return it', () => {
    const x = tensor([1, -4, 9]);
    expect(x.abs_().sqrt_().add_(1).mul_(2).sub_(1).div_(2)).toBe(x);
    expect(x.toArray()).toEqual([1.5, 2.5, 3.5]);
    expect(x.div_(2, { roundingMode: 'floor' }).toArray()).toEqual([0, 1, 1]);
    expect(x.add_(x, { alpha: 2 }).toArray()).toEqual([0, 3, 3]);
    expect(x.pow_(2).remainder_(4).toArray()).toEqual([0, 1, 1]);
    expect(x.floorDivide_(0.5).fmod_(1.5).toArray()).toEqual([0, 0.5, 0.5]);
    expect(x.square_().frac_().toArray()).toEqual([0, 0.25, 0.25]);
    expect(
      x
        .addcmul_(ones(3), ones(3), { value: 2 })
        .addcdiv_(ones(3), full([3], 4))
        .toArray(),
    ).toEqual([2.25, 2.5, 2.5]);
    expect(x.lerp_(zeros(3), 0.5).toArray()).toEqual([1.125, 1.25, 1.25]);
    expect(zeros(2).atan2_(ones(2)).exp2_().toArray()).toEqual([1, 1]);
  });

  it('agree with their twins', () => {
    const x = rand(7).mul(0.8).add(0.1);
    for (const name of [
      'exp',
      'log',
      'sin',
      'tanh',
      'sigmoid',
      'erf',
      'erfinv',
      'exp2',
      'erfc',
    ] as const) {
      expect(x.clone()[`${name}_`]().toArray(), name).toEqual(x[name]().toArray());
    }
  });

  it('refuse integers where the result is none', () => {
    const x = ones(2, { dtype: 'int32' });
    expect(() => x.exp_()).toThrow(DTypeError);
    expect(() => x.atan2_(ones(2))).toThrow(DTypeError);
    expect(x.floor_().toArray()).toEqual([1, 1]);
  });
});

describe('copy_, fill_ and zero_', () => {
  it('broadcast and cast', () => {
    const x = zeros(2, 2, { dtype: 'int32' });
    expect(x.copy_(tensor([1.7, -1.7])).toArray()).toEqual([
      [1, -1],
      [1, -1],
    ]);
    expect(x.index(0).fill_(tensor(3)).toArray()).toEqual([3, 3]);
    expect(x.fill_(2.9).toArray()).toEqual([
      [2, 2],
      [2, 2],
    ]);
    const bools = zeros(2, { dtype: 'bool' }).fill_(7);
    expect(bools.eq(true).all().item()).toBe(1);
    expect(x.zero_().sum().item()).toBe(0);
    expect(() => x.copy_(zeros(3))).toThrow(ShapeError);
    expect(() => x.fill_(zeros(2))).toThrow('use copy_');
  });
});

describe('draws in place', () => {
  it('are those of the functions', () => {
    manualSeed(3);
    const expected = randn(20);
    manualSeed(3);
    expect(zeros(20).normal_().toArray()).toEqual(expected.toArray());
  });

  it('take numbers by place or by name', () => {
    const seeded = () => ({ generator: new Generator().manualSeed(5) });
    const x = zeros(20);
    expect(x.normal_({ mean: 1, std: 2, ...seeded() }).toArray()).toEqual(
      zeros(20).normal_(1, 2, seeded()).toArray(),
    );
    expect(x.uniform_({ from: -1, to: 3, ...seeded() }).toArray()).toEqual(
      zeros(20).uniform_(-1, 3, seeded()).toArray(),
    );
    expect(x.logNormal_({ std: 1, ...seeded() }).toArray()).toEqual(
      zeros(20).logNormal_(1, 1, seeded()).toArray(),
    );
  });

  it('go to a part of a tensor only', () => {
    const x = zeros(4);
    x.index(slice(1, 3)).uniform_(1, 2, { generator: new Generator().manualSeed(0) });
    expect(x.gt(0).toArray()).toEqual([false, true, true, false]);
    expect(x.index(slice(1, 3)).ge(1).all().item()).toBe(1);
  });
});
