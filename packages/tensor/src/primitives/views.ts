import { ShapeError } from '../errors.ts';
import { formatShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { ParamsOf, ViewPrimitive } from './signatures.ts';

/** Where a view's elements lie in the storage. */
export interface Layout {
  readonly strides: readonly number[];
  readonly offset: number;
}

/** How each view lays itself over its input's storage. */
export const layoutRules: {
  readonly [P in ViewPrimitive]: (x: Tensor, params: ParamsOf<P>) => Layout;
} = {
  expand: (x, { shape }) => {
    const extra = shape.length - x.ndim;
    const strides = shape.map((length, dim) => {
      if (dim < extra) return 0;
      return x.shape[dim - extra] === length ? (x.strides[dim - extra] as number) : 0;
    });
    return { strides, offset: x.offset };
  },

  permute: (x, { dims }) => ({
    strides: dims.map((dim) => x.strides[dim] as number),
    offset: x.offset,
  }),

  slice: (x, { starts, steps }) => {
    let offset = x.offset;
    for (let dim = 0; dim < x.ndim; dim++) {
      offset += (starts[dim] as number) * (x.strides[dim] as number);
    }
    return { strides: x.strides.map((stride, dim) => stride * (steps[dim] as number)), offset };
  },

  view: (x, { shape }) => {
    const strides = viewStrides(x.shape, x.strides, shape);
    if (strides === null) {
      throw new ShapeError(
        `view ${formatShape(shape)} of a tensor with shape ${formatShape(x.shape)} and strides ` +
          `${formatShape(x.strides)} would have to move elements; use reshape, which copies when it must`,
      );
    }
    return { strides, offset: x.offset };
  },
};

/**
 * The strides that show the same elements in another shape, or `null` when no strides can.
 *
 * Neighbouring dimensions whose elements are evenly spaced form a block; the new shape must
 * split and join dimensions inside such blocks only.
 */
export function viewStrides(
  shape: Shape,
  strides: readonly number[],
  newShape: Shape,
): number[] | null {
  const result = new Array<number>(newShape.length);
  if (shape.includes(0)) {
    let stride = 1;
    for (let dim = newShape.length - 1; dim >= 0; dim--) {
      result[dim] = stride;
      stride *= Math.max(newShape[dim] as number, 1);
    }
    return result;
  }
  let target = newShape.length - 1;
  let dim = shape.length - 1;
  while (dim >= 0) {
    const innerStride = strides[dim] as number;
    let length = shape[dim] as number;
    while (dim > 0 && (shape[dim - 1] === 1 || strides[dim - 1] === length * innerStride)) {
      dim--;
      length *= shape[dim] as number;
    }
    dim--;
    let covered = 1;
    while (target >= 0 && (covered < length || newShape[target] === 1)) {
      result[target] = covered * innerStride;
      covered *= newShape[target] as number;
      target--;
    }
    if (covered !== length) return null;
  }
  while (target >= 0) {
    result[target] = 1;
    target--;
  }
  return result;
}
