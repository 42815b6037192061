import { describe, expect, it } from 'vitest';
import { ArgumentError, arange, ShapeError, tensor, zeros } from '../index.ts';

const matrix = () => arange(6).reshape(2, 3);

describe('repeat and tile', () => {
  it('copy whole tensors', () => {
    const x = arange(2);
    expect(x.repeat(2, 2).toArray()).toEqual([
      [0, 1, 0, 1],
      [0, 1, 0, 1],
    ]);
    expect(matrix().repeat([1, 2]).shape).toEqual([2, 6]);
    expect(matrix().tile(2).shape).toEqual([2, 6]);
    expect(x.tile([2, 1, 1]).shape).toEqual([2, 1, 2]);
    expect(x.repeat(1).storage).not.toBe(x.storage);
    expect(x.repeat(0).shape).toEqual([0]);
  });

  it('refuse too few counts, and negative ones', () => {
    expect(() => matrix().repeat(2)).toThrow(ShapeError);
    expect(() => matrix().repeat(2, -1)).toThrow(ArgumentError);
  });
});

describe('repeatInterleave', () => {
  it('copies each element next to itself', () => {
    expect(arange(3).repeatInterleave(2).toArray()).toEqual([0, 0, 1, 1, 2, 2]);
    expect(matrix().repeatInterleave([2, 1], 0).toArray()).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(matrix().repeatInterleave(0).shape).toEqual([0]);
    expect(() => matrix().repeatInterleave([1], 0)).toThrow(ShapeError);
    expect(() => matrix().repeatInterleave(1.5)).toThrow(ArgumentError);
  });
});

describe('flip and roll', () => {
  it('reverse and move on', () => {
    expect(matrix().flip(0, -1).toArray()).toEqual([
      [5, 4, 3],
      [2, 1, 0],
    ]);
    expect(matrix().t().flip([0]).toArray()).toEqual([
      [2, 5],
      [1, 4],
      [0, 3],
    ]);
    expect(matrix().roll(1).toArray()).toEqual([
      [5, 0, 1],
      [2, 3, 4],
    ]);
    expect(matrix().roll([1, -1], [0, 1]).toArray()).toEqual([
      [4, 5, 3],
      [1, 2, 0],
    ]);
    expect(zeros(0).roll(3, 0).shape).toEqual([0]);
    expect(tensor(1).roll(1).item()).toBe(1);
  });

  it('refuse dims named twice, or too few of them', () => {
    expect(() => matrix().flip(0, 0)).toThrow(ShapeError);
    expect(() => matrix().roll([1, 2], [0])).toThrow(ShapeError);
  });
});

describe('rot90', () => {
  it('turns as NumPy does', () => {
    expect(matrix().rot90().toArray()).toEqual([
      [2, 5],
      [1, 4],
      [0, 3],
    ]);
    expect(matrix().rot90(-1).toArray()).toEqual(matrix().rot90(3).toArray());
    expect(matrix().rot90(2).toArray()).toEqual(matrix().flip(0, 1).toArray());
    expect(matrix().rot90(4).toArray()).toEqual(matrix().toArray());
    expect(() => matrix().rot90(1, [0, 0])).toThrow(ShapeError);
    expect(() => arange(3).rot90()).toThrow(ShapeError);
  });
});
