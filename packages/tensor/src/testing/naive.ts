import type { Shape } from '../shape.ts';

/** A tensor as plain as can be: its elements in row-major order, copied by every operation. */
export interface Naive {
  readonly shape: Shape;
  readonly values: readonly number[];
}

/** Every place of a shape, in row-major order. */
export function places(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (all, length) =>
      all.flatMap((place) => Array.from({ length }, (_, index) => [...place, index])),
    [[]],
  );
}

function flat(shape: Shape, place: readonly number[]): number {
  return place.reduce((sum, index, dim) => sum * (shape[dim] as number) + index, 0);
}

/** The tensor of `shape` whose element at each place is `x`'s at the place that `from` tells. */
export function pick(
  x: Naive,
  shape: Shape,
  from: (place: readonly number[]) => readonly number[],
): Naive {
  return {
    shape,
    values: places(shape).map((place) => x.values[flat(x.shape, from(place))] as number),
  };
}

/** `x` stretched to `shape` by the rules of broadcasting. */
export function broadcast(x: Naive, shape: Shape): Naive {
  const extra = shape.length - x.shape.length;
  return pick(x, shape, (place) =>
    x.shape.map((length, dim) => (length === 1 ? 0 : (place[dim + extra] as number))),
  );
}
