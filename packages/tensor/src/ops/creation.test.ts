import { describe, expect, it } from 'vitest';
import {
  ArgumentError,
  arange,
  DTypeError,
  empty,
  emptyLike,
  eye,
  full,
  fullLike,
  linspace,
  onesLike,
  ShapeError,
  tensor,
  zeros,
  zerosLike,
} from '../index.ts';

describe('tensor', () => {
  it('takes numbers, nested arrays and typed arrays', () => {
    expect(tensor(3).shape).toEqual([]);
    expect(tensor([[1, 2, 3]]).shape).toEqual([1, 3]);
    expect(tensor([]).shape).toEqual([0]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
    expect(tensor(new Uint8ClampedArray(2)).dtype).toBe('uint8');
    expect(tensor(new Float64Array(2), { dtype: 'int32' }).dtype).toBe('int32');
  });

  it('infers the dtype, unless one is named', () => {
    expect(tensor([1, 2]).dtype).toBe('float32');
    expect(tensor([true, false]).dtype).toBe('bool');
    expect(tensor([true, 2]).dtype).toBe('float32');
    expect(tensor([0, 2], { dtype: 'bool' }).toArray()).toEqual([false, true]);
    expect(tensor([300, -1], { dtype: 'uint8' }).toArray()).toEqual([44, 255]);
    expect(tensor([1.7, -1.7], { dtype: 'int32' }).toArray()).toEqual([1, -1]);
  });

  it('copies what it is given', () => {
    const data = new Float32Array([1, 2]);
    const x = tensor(data);
    data[0] = 99;
    expect(x.toArray()).toEqual([1, 2]);
  });

  it.each<[string, unknown, string]>([
    [
      'rows of different lengths',
      [[1, 2], [3]],
      'but element [1] has 1 elements where an array of 2',
    ],
    ['a number among arrays', [[1], 2], 'but element [1] is number where an array of 1'],
    ['an array among numbers', [1, [2]], 'but element [1] is an array of length 1 where a number'],
    [
      'depths that differ further in',
      [
        [[1], [2]],
        [[3], 4],
      ],
      'but element [1][1] is number',
    ],
    ['text', ['a'], 'but element [0] is string where a number is expected'],
    ['nothing', [1, undefined], 'but element [1] is undefined'],
  ])('refuses %s', (_, values, message) => {
    expect(() => tensor(values as never)).toThrow(ShapeError);
    expect(() => tensor(values as never)).toThrow(message);
  });

  it('refuses dtypes that are none', () => {
    expect(() => tensor([1], { dtype: 'int64' as never })).toThrow(
      'unknown dtype "int64"; the dtypes are bool, uint8, int32, float32, float64',
    );
    expect(() => tensor(new BigInt64Array(1) as never)).toThrow(DTypeError);
  });
});

describe('tensors filled with one value', () => {
  it('take lengths one by one or as an array', () => {
    expect(zeros(2, 3).shape).toEqual([2, 3]);
    expect(zeros([2, 3], { dtype: 'bool' }).dtype).toBe('bool');
    expect(zeros().shape).toEqual([]);
    expect(zeros([]).shape).toEqual([]);
    expect(empty(2, { dtype: 'int32' }).toArray()).toEqual([0, 0]);
    expect(full([2], true).toArray()).toEqual([true, true]);
    expect(full([2], 7, { dtype: 'bool' }).eq(true).all().item()).toBe(1);
    expect(full([2], 1.5, { dtype: 'int32' }).toArray()).toEqual([1, 1]);
  });

  it('look like others', () => {
    const x = zeros(2, 1, { dtype: 'uint8' });
    expect([zerosLike(x).dtype, onesLike(x).sum().item()]).toEqual(['uint8', 2]);
    expect(fullLike(x, 7, { dtype: 'float64' }).dtype).toBe('float64');
    expect(emptyLike(x).shape).toEqual([2, 1]);
  });

  it.each([[[-1]], [[1.5]], [[2, Number.NaN]]])('refuse the shape %j', (shape) => {
    expect(() => zeros(shape)).toThrow('each length must be a whole number, 0 or more');
    expect(() => full(shape, 1)).toThrow(ShapeError);
  });
});

describe('eye', () => {
  it('is square or not', () => {
    expect(eye(2).toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(eye(1, 2, { dtype: 'int32' }).toArray()).toEqual([[1, 0]]);
    expect(eye(2, { dtype: 'bool' }).dtype).toBe('bool');
    expect(() => eye(-1)).toThrow(ShapeError);
  });
});

describe('arange', () => {
  it('counts in whole steps or parts', () => {
    expect(arange(3).dtype).toBe('int32');
    expect(arange(1, 4).toArray()).toEqual([1, 2, 3]);
    expect(arange(3, 0, -2).toArray()).toEqual([3, 1]);
    expect(arange(0, 1, 0.25).dtype).toBe('float32');
    expect(arange(3, { dtype: 'float64' }).dtype).toBe('float64');
    expect(arange(0).shape).toEqual([0]);
  });

  it.each([[[]], [[0, 3, 0]], [[0, 3, -1]], [[Number.POSITIVE_INFINITY]], [[1, 2, 3, 4]]])(
    'refuses %j',
    (bounds) => {
      expect(() => arange(...bounds)).toThrow(ArgumentError);
    },
  );
});

describe('linspace', () => {
  it('hits both ends', () => {
    expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(linspace(3, 7, 1).toArray()).toEqual([3]);
    expect(linspace(3, 7, 0).shape).toEqual([0]);
    expect(() => linspace(0, 1, -1)).toThrow(ArgumentError);
    expect(() => linspace(0, 1, 1.5)).toThrow(ArgumentError);
  });
});
