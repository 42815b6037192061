import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contiguousStrides, numberOfElements } from '../shape.ts';
import { places } from '../testing/naive.ts';
import { viewStrides } from './views.ts';

/** Where each element lies, in row-major order. */
function positions(shape: readonly number[], strides: readonly number[]): number[] {
  return places(shape).map((place) =>
    place.reduce((sum, index, dim) => sum + index * (strides[dim] as number), 0),
  );
}

/** The only strides that a new shape could have, read off where its elements would have to lie. */
function forcedStrides(where: readonly number[], shape: readonly number[]): number[] {
  return contiguousStrides(shape).map((stride, dim) =>
    (shape[dim] as number) > 1 ? (where[stride] as number) - (where[0] as number) : 0,
  );
}

const dims = fc.array(
  fc.record({ length: fc.constantFrom(1, 2, 3, 4), gap: fc.constantFrom(0, 1, 1, 1, 2) }),
  { minLength: 1, maxLength: 4 },
);

/** Strides with a gap after some dims, and some dims that repeat. */
function laidOut(layout: readonly { length: number; gap: number }[]): {
  shape: number[];
  strides: number[];
} {
  const shape = layout.map(({ length }) => length);
  const dense = contiguousStrides(shape);
  let widening = 1;
  const strides = dense.map(() => 0);
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    const { gap } = layout[dim] as { gap: number };
    widening *= Math.max(gap, 1);
    strides[dim] = gap === 0 ? 0 : (dense[dim] as number) * widening;
  }
  return { shape, strides };
}

function factorings(total: number, count: number): number[][] {
  if (count === 1) return [[total]];
  return [1, 2, 3, 4, 6, 8, 12]
    .filter((length) => total % length === 0)
    .flatMap((length) => factorings(total / length, count - 1).map((rest) => [length, ...rest]));
}

describe('viewStrides', () => {
  it('finds strides exactly when there are some', () => {
    fc.assert(
      fc.property(dims, fc.integer({ min: 1, max: 4 }), fc.nat(), (layout, count, choice) => {
        const { shape, strides } = laidOut(layout);
        const options = factorings(numberOfElements(shape), count);
        const target = options[choice % options.length] as number[];
        const where = positions(shape, strides);
        const forced = positions(target, forcedStrides(where, target));
        const possible = forced.every((place, index) => place === (where[index] as number));
        const found = viewStrides(shape, strides, target);
        expect(found !== null).toBe(possible);
        if (found !== null) expect(positions(target, found)).toEqual(where);
      }),
      { numRuns: 1000 },
    );
  });

  it('shows no elements in any shape', () => {
    expect(viewStrides([0, 3], [7, 2], [3, 0, 2])).toEqual([2, 2, 1]);
  });

  it('shows a scalar as a vector and back', () => {
    expect(viewStrides([], [], [1, 1])).toEqual([1, 1]);
    expect(viewStrides([1], [5], [])).toEqual([]);
  });
});
