import { describe, expect, it } from 'vitest';
import { arange, DTypeError, ShapeError, tensor, zeros } from '../index.ts';

const ints = (...values: number[]) => tensor(values, { dtype: 'int32' });
const matrix = () => arange(6).reshape(2, 3);

describe('gather', () => {
  it('reads along a dim, with indices of int32 or uint8', () => {
    const index = tensor([[2, 0]], { dtype: 'int32' });
    expect(matrix().gather(1, index).toArray()).toEqual([[2, 0]]);
    expect(matrix().gather(-1, index.to('uint8')).toArray()).toEqual([[2, 0]]);
    expect(matrix().t().gather(0, index.t()).toArray()).toEqual([[2], [0]]);
  });

  it('refuses what is out of range, negative, or of another dtype', () => {
    const x = arange(3);
    expect(() => x.gather(0, ints(3))).toThrow(
      'index 3 is out of range for a dimension of length 3',
    );
    expect(() => x.gather(0, ints(-1))).toThrow(ShapeError);
    expect(() => x.gather(0, zeros(1))).toThrow(DTypeError);
    expect(() => matrix().gather(0, ints(0))).toThrow(ShapeError);
  });
});

describe('scatter', () => {
  it('writes a source or a number', () => {
    const index = tensor([[0, 1, 0]], { dtype: 'int32' });
    expect(matrix().scatter(0, index, -1).toArray()).toEqual([
      [-1, 1, -1],
      [3, -1, 5],
    ]);
    const source = tensor([[7, 8, 9]], { dtype: 'int32' });
    expect(matrix().scatter(0, index, source).toArray()).toEqual([
      [7, 1, 9],
      [3, 8, 5],
    ]);
  });

  it('adds up with scatterAdd', () => {
    const x = zeros(3);
    expect(x.scatterAdd(0, ints(1, 1, 0), tensor([1, 2, 3])).toArray()).toEqual([3, 3, 0]);
    x.scatterAdd_(0, ints(2, 2), tensor([1, 1]));
    expect(x.toArray()).toEqual([0, 0, 2]);
    x.scatter_(0, ints(0), 5);
    expect(x.toArray()).toEqual([5, 0, 2]);
  });

  it('does not convert a source, nor reach beyond it', () => {
    expect(() => zeros(3).scatter(0, ints(0), ints(1))).toThrow(DTypeError);
    expect(() => zeros(3).scatter(0, ints(0, 1), zeros(1))).toThrow(ShapeError);
  });
});

describe('functions of a 1-D index', () => {
  it('select, add, copy and fill along a dim', () => {
    const x = matrix();
    expect(x.indexSelect(1, ints(2, 0)).toArray()).toEqual([
      [2, 0],
      [5, 3],
    ]);
    const row = tensor([[10, 10, 10]], { dtype: 'int32' });
    expect(x.indexAdd(0, ints(1), row, { alpha: 2 }).index(1).toArray()).toEqual([23, 24, 25]);
    expect(x.indexCopy(0, ints(1), row).toArray()).toEqual([
      [0, 1, 2],
      [10, 10, 10],
    ]);
    expect(x.indexFill(1, ints(-1), 0).toArray()).toEqual([
      [0, 1, 0],
      [3, 4, 0],
    ]);
  });

  it('do so in place', () => {
    const x = zeros(3, 2);
    x.indexFill_(0, ints(0), 1);
    x.indexAdd_(
      0,
      ints(0, 0),
      tensor([
        [1, 2],
        [1, 2],
      ]),
    );
    x.indexCopy_(0, ints(2), tensor([[7, 8]]));
    expect(x.toArray()).toEqual([
      [3, 5],
      [0, 0],
      [7, 8],
    ]);
  });

  it('take scalars as one element', () => {
    const x = tensor(1.5);
    expect(x.indexSelect(0, ints(0)).toArray()).toBe(1.5);
    expect(x.indexFill(0, ints(0), 2).toArray()).toBe(2);
    expect(x.indexCopy(0, ints(0), tensor([3])).toArray()).toBe(3);
  });

  it('refuse what does not fit', () => {
    const x = zeros(3, 2);
    expect(() => x.indexSelect(0, ints(0).unsqueeze(0))).toThrow(ShapeError);
    expect(() => x.indexAdd(0, ints(0), zeros(1, 3))).toThrow(ShapeError);
    expect(() => x.indexCopy(0, ints(0), zeros(2, 2))).toThrow('takes a source of shape [1, 2]');
    expect(() => x.indexFill(0, ints(0), zeros(2))).toThrow('takes a number or a scalar');
    expect(() => x.indexFill(0, ints(-4), 0)).toThrow(ShapeError);
  });
});

describe('take', () => {
  it('reads a tensor as one row', () => {
    const index = tensor([[1, -1]], { dtype: 'int32' });
    expect(matrix().take(index).toArray()).toEqual([[1, 5]]);
    expect(() => matrix().take(ints(6))).toThrow(ShapeError);
  });

  it('along a dim broadcasts the other dims', () => {
    const x = matrix();
    const order = x.neg().argsort(1);
    expect(x.takeAlongDim(order, 1).toArray()).toEqual([
      [2, 1, 0],
      [5, 4, 3],
    ]);
    expect(x.takeAlongDim(tensor([[1]], { dtype: 'int32' }), 1).toArray()).toEqual([[1], [4]]);
    expect(x.takeAlongDim(ints(5, 0)).toArray()).toEqual([5, 0]);
    expect(() => x.takeAlongDim(ints(0), 1)).toThrow(ShapeError);
  });
});
