import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShapeError } from './errors.ts';
import {
  broadcastShapes,
  checkShape,
  contiguousStrides,
  normalizeDim,
  normalizeDims,
  numberOfElements,
  reducedShape,
  shapesEqual,
  stretchesTo,
  stridesAreContiguous,
} from './shape.ts';

const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 });

describe('contiguousStrides', () => {
  it('number the elements row by row', () => {
    expect(contiguousStrides([2, 3, 4])).toEqual([12, 4, 1]);
    expect(contiguousStrides([])).toEqual([]);
    expect(contiguousStrides([2, 0, 3])).toEqual([3, 3, 1]);
  });

  it('are contiguous, and those of a longer tensor are not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 4 }),
        (shape) => {
          const strides = contiguousStrides(shape);
          expect(stridesAreContiguous(shape, strides)).toBe(true);
          const spread = strides.map((stride) => stride * 2);
          expect(stridesAreContiguous(shape, spread)).toBe(false);
        },
      ),
    );
  });

  it('do not matter along dims of length 1', () => {
    expect(stridesAreContiguous([2, 1, 3], [3, 77, 1])).toBe(true);
  });
});

describe('broadcastShapes', () => {
  it('stretches lengths of 1, matching dims from the last', () => {
    expect(broadcastShapes([3, 1], [2])).toEqual([3, 2]);
    expect(broadcastShapes([], [2, 3])).toEqual([2, 3]);
    expect(broadcastShapes([0], [1])).toEqual([0]);
    expect(broadcastShapes([5, 1, 4], [3, 1])).toEqual([5, 3, 4]);
  });

  it('names the dimension and both lengths when they differ', () => {
    expect(() => broadcastShapes([2, 3], [2, 4])).toThrow(
      'shapes [2, 3] and [2, 4] cannot be broadcast together: dimension 1 is 3 in one and 4 in the other',
    );
    expect(() => broadcastShapes([0], [2])).toThrow(ShapeError);
  });

  it('does not care for order, and stretches each shape to the result', () => {
    fc.assert(
      fc.property(shapes, shapes, (a, b) => {
        let both: readonly number[];
        try {
          both = broadcastShapes(a, b);
        } catch {
          expect(() => broadcastShapes(b, a)).toThrow(ShapeError);
          return;
        }
        expect(broadcastShapes(b, a)).toEqual(both);
        expect(stretchesTo(a, both)).toBe(true);
        expect(stretchesTo(b, both)).toBe(true);
      }),
    );
  });
});

describe('normalizeDim', () => {
  it('counts negative dims from the end', () => {
    expect(normalizeDim(-1, 3)).toBe(2);
    expect(normalizeDim(2, 3)).toBe(2);
    expect(normalizeDim(-1, 0)).toBe(0);
  });

  it.each([3, -4, 0.5, Number.NaN])('refuses %d for three dims', (dim) => {
    expect(() => normalizeDim(dim, 3)).toThrow('a tensor with 3 dimensions takes -3 to 2');
  });
});

describe('normalizeDims', () => {
  it('sorts, and takes nothing and the empty list for all', () => {
    expect(normalizeDims([-1, 0], 3)).toEqual([0, 2]);
    expect(normalizeDims(null, 2)).toEqual([0, 1]);
    expect(normalizeDims([], 2)).toEqual([0, 1]);
    expect(normalizeDims(-1, 0)).toEqual([]);
  });

  it('refuses a dim named twice', () => {
    expect(() => normalizeDims([0, -3], 3)).toThrow('name one dimension twice');
  });
});

describe('other helpers', () => {
  it('count, compare and reduce shapes', () => {
    expect(numberOfElements([])).toBe(1);
    expect(numberOfElements([2, 0, 3])).toBe(0);
    expect(shapesEqual([2], [2, 1])).toBe(false);
    expect(reducedShape([2, 3, 4], [0, 2], false)).toEqual([3]);
    expect(reducedShape([2, 3, 4], [0, 2], true)).toEqual([1, 3, 1]);
    expect(stretchesTo([2, 1], [2])).toBe(false);
  });

  it.each([[[-1]], [[1.5]], [[Number.NaN]], [[2, Number.POSITIVE_INFINITY]]])(
    'refuse the shape %j',
    (shape) => {
      expect(() => checkShape(shape)).toThrow(ShapeError);
    },
  );
});
