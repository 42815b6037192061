import { describe, expect, it } from 'vitest';
import { ArgumentError, arange, ShapeError, tensor, zeros } from '../index.ts';

describe('split', () => {
  it('gives views of one size, or of the sizes given', () => {
    const x = arange(5);
    expect(x.split(2).map((part) => part.toArray())).toEqual([[0, 1], [2, 3], [4]]);
    expect(x.split([1, 0, 4]).map((part) => part.shape)).toEqual([[1], [0], [4]]);
    x.split(2)[1]?.zero_();
    expect(x.toArray()).toEqual([0, 1, 0, 0, 4]);
    expect(
      zeros(2, 4)
        .split(3, { dim: 1 })
        .map((part) => part.shape),
    ).toEqual([
      [2, 3],
      [2, 1],
    ]);
    expect(
      zeros(0)
        .split(2)
        .map((part) => part.shape),
    ).toEqual([[0]]);
    expect(
      zeros(0)
        .split(0)
        .map((part) => part.shape),
    ).toEqual([[0]]);
  });

  it('refuses sizes that do not add up', () => {
    expect(() => arange(5).split([2, 2])).toThrow('sizes that add up to 5');
    expect(() => arange(5).split(0)).toThrow(ArgumentError);
    expect(() => arange(5).split([6, -1])).toThrow(ArgumentError);
    expect(() => tensor(1).split(1)).toThrow(ShapeError);
  });
});

describe('chunk', () => {
  it('gives at most as many parts as asked', () => {
    expect(
      arange(5)
        .chunk(2)
        .map((part) => part.shape),
    ).toEqual([[3], [2]]);
    expect(
      arange(5)
        .chunk(4)
        .map((part) => part.shape),
    ).toEqual([[2], [2], [1]]);
    expect(zeros(0).chunk(3)).toHaveLength(3);
    expect(() => arange(5).chunk(0)).toThrow(ArgumentError);
  });
});

describe('unbind', () => {
  it('takes a dim apart', () => {
    const x = arange(6).reshape(2, 3);
    expect(x.unbind().map((part) => part.toArray())).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(x.unbind(-1)).toHaveLength(3);
    expect(() => tensor(1).unbind()).toThrow(ShapeError);
  });
});
