import { ShapeError } from '../errors.ts';
import { formatShape, type Shape } from '../shape.ts';
import type { NestedArray } from '../tensor.ts';

/** The shape of nested arrays, by the first elements at each depth. */
export function shapeOfNested(values: NestedArray): number[] {
  const shape: number[] = [];
  let level: NestedArray | undefined = values;
  while (Array.isArray(level)) {
    shape.push(level.length);
    level = level[0] as NestedArray | undefined;
  }
  return shape;
}

/** Flattens nested arrays, and throws where they are not all as long as the first at their depth. */
export function flattenNested(values: NestedArray, shape: Shape): (number | boolean)[] {
  const flat: (number | boolean)[] = [];
  const path: number[] = [];
  const visit = (value: NestedArray, depth: number): void => {
    const here = path.length === 0 ? 'the array' : `element [${path.join('][')}]`;
    if (depth === shape.length) {
      if (typeof value !== 'number' && typeof value !== 'boolean') {
        const found = Array.isArray(value) ? `an array of length ${value.length}` : typeof value;
        throw new ShapeError(
          `nested arrays must be of one shape; by the first elements it is ${formatShape(shape)}, ` +
            `but ${here} is ${found} where a number is expected`,
        );
      }
      flat.push(value);
      return;
    }
    const length = shape[depth] as number;
    if (!Array.isArray(value) || value.length !== length) {
      const found = Array.isArray(value) ? `has ${value.length} elements` : `is ${typeof value}`;
      throw new ShapeError(
        `nested arrays must be of one shape; by the first elements it is ${formatShape(shape)}, ` +
          `but ${here} ${found} where an array of ${length} is expected`,
      );
    }
    value.forEach((element: NestedArray, index: number) => {
      path.push(index);
      visit(element, depth + 1);
      path.pop();
    });
  };
  visit(values, 0);
  return flat;
}
