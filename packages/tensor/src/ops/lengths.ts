import type { Shape } from '../shape.ts';

/** Lengths given one by one or as one array, as PyTorch takes both. */
export type Lengths = number[] | [shape: Shape];

/** The shape that was meant by `(2, 3)` or `([2, 3])`. */
export function lengths(given: Lengths): Shape {
  const [first] = given;
  return Array.isArray(first) ? (first as Shape) : (given as Shape);
}
