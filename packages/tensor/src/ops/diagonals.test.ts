import { describe, expect, it } from 'vitest';
import { arange, ones, ShapeError, tensor, zeros } from '../index.ts';

describe('tril and triu', () => {
  it('keep a triangle, and drop even NaN from the rest', () => {
    const x = tensor([
      [1, Number.NaN],
      [3, 4],
    ]);
    expect(x.tril().toArray()).toEqual([
      [1, 0],
      [3, 4],
    ]);
    expect(ones(2, 2, 3).triu(1).index(1).toArray()).toEqual([
      [0, 1, 1],
      [0, 0, 1],
    ]);
    expect(ones(2, 2, { dtype: 'bool' }).tril(-1).toArray()).toEqual([
      [false, false],
      [true, false],
    ]);
    expect(ones(2, 2).tril_().toArray()).toEqual(ones(2, 2).triu_().t().toArray());
    expect(() => ones(2).tril()).toThrow(ShapeError);
  });
});

describe('diag and diagEmbed', () => {
  it('lay a vector on a diagonal, and read one', () => {
    const v = tensor([1, 2]);
    expect(v.diag(1).toArray()).toEqual([
      [0, 1, 0],
      [0, 0, 2],
      [0, 0, 0],
    ]);
    expect(v.diag(-1).diag(-1).toArray()).toEqual([1, 2]);
    const copy = zeros(2, 2);
    copy.diag().fill_(1);
    expect(copy.sum().item()).toBe(0);
    expect(ones(3, 2).diagEmbed().shape).toEqual([3, 2, 2]);
    expect(ones(3, 2).diagEmbed(1, 0, 1).shape).toEqual([3, 3, 3]);
    expect(arange(4).reshape(2, 2).diagEmbed({ offset: -1 }).index(1).toArray()).toEqual([
      [0, 0, 0],
      [2, 0, 0],
      [0, 3, 0],
    ]);
    expect(() => ones(2, 2, 2).diag()).toThrow(ShapeError);
    expect(() => tensor(1).diagEmbed()).toThrow(ShapeError);
    expect(() => v.diagEmbed(0, 1, 1)).toThrow(ShapeError);
  });
});

describe('trace and diagonal', () => {
  it('read the diagonal of any two dims', () => {
    const x = arange(24).reshape(2, 3, 4);
    expect(x.diagonal({ offset: 1, dim1: 1, dim2: 2 }).toArray()).toEqual([
      [1, 6, 11],
      [13, 18, 23],
    ]);
    expect(x.diagonal(0, 0, 2).shape).toEqual([3, 2]);
    expect(zeros(2, 3).diagonal(5).shape).toEqual([0]);
    expect(arange(9).reshape(3, 3).trace().item()).toBe(12);
    expect(ones(2, 2, { dtype: 'bool' }).trace().dtype).toBe('int32');
    expect(() => x.trace()).toThrow(ShapeError);
    expect(() => arange(3).diagonal()).toThrow(ShapeError);
  });

  it('of a part of a matrix is right, though it is a copy', () => {
    const part = arange(12).reshape(3, 4).narrow(1, 1, 2);
    expect(part.diagonal().toArray()).toEqual([1, 6]);
    expect(part.diagonal(-1).toArray()).toEqual([5, 10]);
  });
});
