import { describe, expect, it } from 'vitest';
import {
  ArgumentError,
  arange,
  DTypeError,
  type Index,
  ShapeError,
  slice,
  tensor,
  zeros,
} from '../index.ts';

const matrix = () => arange(12).reshape(3, 4);
const ints = (...values: number[]) => tensor(values, { dtype: 'int32' });

describe('slice', () => {
  it.each([
    [slice(), [0, 1, 2, 3, 4, 5]],
    [slice(2), [2, 3, 4, 5]],
    [slice(null, 2), [0, 1]],
    [slice(-2), [4, 5]],
    [slice(null, -2), [0, 1, 2, 3]],
    [slice(1, 100, 2), [1, 3, 5]],
    [slice(-100, 3), [0, 1, 2]],
    [slice(4, 2), []],
    [slice(6), []],
  ])('%o picks %j', (range, picked) => {
    expect(arange(6).index(range).toArray()).toEqual(picked);
  });

  it('refuses to go backwards or to stand still', () => {
    expect(() => slice(0, 3, -1)).toThrow('to go backwards, flip the result');
    expect(() => slice(0, 3, 0)).toThrow(ArgumentError);
    expect(() => slice(0.5)).toThrow(ArgumentError);
  });
});

describe('index by numbers, ranges and new dims', () => {
  it('gives views', () => {
    const x = matrix();
    for (const part of [
      x.index(1),
      x.index(slice(1), slice(null, null, 2)),
      x.index('...', -1),
      x.index(null, 0),
      x.index(),
      x.index('...'),
      x.index(slice()),
    ]) {
      expect(part.storage).toBe(x.storage);
      expect(part).not.toBe(x);
    }
    x.index(slice(0, 2), 1).fill_(-1);
    expect(x.index(slice(), 1).toArray()).toEqual([-1, -1, 9]);
  });

  it('fills in for the dims that "..." stands for', () => {
    const x = zeros(2, 3, 4, 5);
    expect(x.index(0, '...', 0).shape).toEqual([3, 4]);
    expect(x.index('...', null).shape).toEqual([2, 3, 4, 5, 1]);
    expect(x.index(0, 1, 2, 3, '...').shape).toEqual([]);
    expect(x.index(null, '...', null, slice(1)).shape).toEqual([1, 2, 3, 4, 1, 4]);
  });
});

describe('index by tensors', () => {
  const x = arange(24).reshape(2, 3, 4);

  it('puts their dims in place of those they index', () => {
    expect(x.index(slice(), ints(0, 2)).shape).toEqual([2, 2, 4]);
    expect(x.index(slice(), tensor([[0], [1]], { dtype: 'int32' })).shape).toEqual([2, 2, 1, 4]);
    expect(x.index(slice(), [0, 2], [1, 3]).toArray()).toEqual([
      [1, 11],
      [13, 23],
    ]);
  });

  it('puts them first where another dim stands between', () => {
    expect(x.index([0, 1], slice(), [1, 2]).shape).toEqual([2, 3]);
    expect(x.index(slice(), [0, 1], null, [1, 2]).shape).toEqual([2, 2, 1]);
    expect(zeros(2, 3, 4, 5).index([0, 1, 0], slice(1), [[0], [1]]).shape).toEqual([2, 3, 2, 5]);
  });

  it('broadcasts them', () => {
    expect(x.index([[0], [1]], [0, 1, 2], 0).toArray()).toEqual([
      [0, 4, 8],
      [12, 16, 20],
    ]);
  });

  it('takes the place of a number for a scalar, and copies', () => {
    const part = x.index(tensor(1, { dtype: 'int32' }));
    expect(part.toArray()).toEqual(x.index(1).toArray());
    expect(part.storage).not.toBe(x.storage);
  });

  it('counts negative places from the end', () => {
    expect(
      arange(4)
        .index(ints(-1, -4, 0))
        .toArray(),
    ).toEqual([3, 0, 0]);
    expect(arange(6).reshape(2, 3).index([-1, 0], [-3, -1]).toArray()).toEqual([3, 2]);
  });

  it('takes the whole tensor as a copy for no places', () => {
    expect(matrix().index([]).shape).toEqual([0, 4]);
    expect(zeros(0, 3).index(ints()).shape).toEqual([0, 3]);
  });
});

describe('index by masks', () => {
  it('picks where they hold', () => {
    const x = matrix();
    expect(x.index(x.gt(8)).toArray()).toEqual([9, 10, 11]);
    expect(x.index([true, false, true], 0).toArray()).toEqual([0, 8]);
    expect(x.index(slice(), tensor([0, 1, 0, 1], { dtype: 'uint8' })).shape).toEqual([3, 2]);
    expect(x.index([true, false, true], [0, 3]).toArray()).toEqual([0, 11]);
  });

  it('of no dims take all or nothing', () => {
    expect(matrix().index(true).shape).toEqual([1, 3, 4]);
    expect(matrix().index(tensor(false)).shape).toEqual([0, 3, 4]);
  });
});

describe('a wrong index', () => {
  const x = matrix();
  it.each<[string, readonly Index[], new (message: string) => Error, string]>([
    ['too many entries', [0, 0, 0], ShapeError, 'too many indices: 3 dims are indexed'],
    ['a place out of range', [3], ShapeError, 'index 3 is out of range'],
    ['a place out of range in a tensor', [ints(0, -4)], ShapeError, 'index -4 is out of range'],
    [
      'one of several out of range',
      [
        [0, 2],
        [1, 4],
      ],
      ShapeError,
      'index 4 is out of range',
    ],
    ['a mask that does not fit', [[true, false]], ShapeError, 'a mask of shape [2] does not fit'],
    [
      'tensors that do not broadcast',
      [
        [0, 1],
        [0, 1, 2],
      ],
      ShapeError,
      'cannot be broadcast',
    ],
    [
      'a float tensor',
      [zeros(2)],
      DTypeError,
      'takes an index of dtype int32 or uint8; got float32',
    ],
    ['fractions in an array', [[0.5]], DTypeError, 'whole numbers or booleans'],
    ['a fraction', [0.5], ArgumentError, 'an index is made of whole numbers'],
    ['two "..."', ['...', '...'], ArgumentError, "'...' once at most"],
  ])('is told: %s', (_, indices, error, message) => {
    expect(() => x.index(...indices)).toThrow(error);
    expect(() => x.index(...indices)).toThrow(message);
  });

  it('of a scalar is told', () => {
    expect(() => tensor(1).index(0)).toThrow(ShapeError);
  });
});

describe('indexPut', () => {
  it('copies, and broadcasts and casts the value', () => {
    const x = matrix();
    const y = x.indexPut([slice(0, 2), 1], tensor([1.9, -1.9]));
    expect(y.index(slice(), 1).toArray()).toEqual([1, -1, 9]);
    expect(x.index(0, 1).item()).toBe(1);
    expect(x.indexPut([1], 7).index(1).toArray()).toEqual([7, 7, 7, 7]);
    expect(
      x
        .indexPut([x.lt(11)], 0)
        .sum()
        .item(),
    ).toBe(11);
    expect(
      x
        .indexPut([[0, 2]], zeros(1, 1, 4))
        .index([0, 2])
        .sum()
        .item(),
    ).toBe(0);
  });

  it('adds up where a place is named twice, when asked', () => {
    const x = zeros(3);
    expect(x.indexPut([[0, 0, 1]], 1, { accumulate: true }).toArray()).toEqual([2, 1, 0]);
    expect(x.indexPut([[0, 0, 1]], tensor([1, 2, 3])).toArray()).toEqual([2, 3, 0]);
    expect(x.indexPut([slice(1)], 1, { accumulate: true }).toArray()).toEqual([0, 1, 1]);
  });

  it('in place writes through views', () => {
    const x = zeros(3, 3);
    x.t().indexPut_([0, slice(1)], tensor([1, 2]));
    x.index(2).indexPut_([[0, 1]], 5);
    x.indexPut_([0, [0, 0]], 1, { accumulate: true });
    x.indexPut_([1, 1], 3, { accumulate: true });
    expect(x.toArray()).toEqual([
      [2, 0, 0],
      [1, 3, 0],
      [5, 5, 0],
    ]);
  });

  it('writes nothing into a part without elements, wherever that starts', () => {
    const x = zeros(3, 2);
    x.t().indexPut_([slice(3), slice(2, 1)], 1);
    x.index(slice(3), 1).fill_(1);
    x.narrow(0, 3, 0).copy_(zeros(0, 2));
    expect(x.sum().item()).toBe(0);
    expect(x.index(slice(3)).indexPut([[]], 1).shape).toEqual([0, 2]);
  });

  it('refuses a value that does not broadcast', () => {
    expect(() => zeros(3, 4).indexPut([0], zeros(3))).toThrow(ShapeError);
    expect(() => zeros(3, 4).indexPut_([[0, 1]], zeros(3, 4))).toThrow(ShapeError);
  });
});
