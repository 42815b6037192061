import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { formatShape, numberOfElements, type Shape } from '../shape.ts';
import type { InputsOf, ParamsOf, ViewPrimitive } from './signatures.ts';

/** Where a view's elements lie in the storage. */
export interface Layout {
  readonly strides: readonly number[];
  readonly offset: number;
}

/** A view: what it looks like, and where its elements lie. */
export interface ViewSpec {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly layout: Layout;
}

type ViewRule<P extends ViewPrimitive> = (inputs: InputsOf<P>, params: ParamsOf<P>) => ViewSpec;

function expand(inputs: InputsOf<'expand'>, { shape }: ParamsOf<'expand'>): ViewSpec {
  const x = inputs[0];
  const extra = shape.length - x.ndim;
  const strides = new Array<number>(shape.length).fill(0);
  let fits = extra >= 0;
  for (let dim = 0; dim < x.ndim && fits; dim++) {
    const length = x.shape[dim];
    if (length === shape[extra + dim]) strides[extra + dim] = x.strides[dim] as number;
    else fits = length === 1;
  }
  if (!fits) {
    throw new ShapeError(
      `shape ${formatShape(x.shape)} cannot be expanded to ${formatShape(shape)}: ` +
        'only dimensions of length 1, and new ones in front, can stretch',
    );
  }
  return { shape, dtype: x.dtype, layout: { strides, offset: x.offset } };
}

function permute(inputs: InputsOf<'permute'>, { dims }: ParamsOf<'permute'>): ViewSpec {
  const x = inputs[0];
  const shape = new Array<number>(dims.length);
  const strides = new Array<number>(dims.length);
  for (let dim = 0; dim < dims.length; dim++) {
    shape[dim] = x.shape[dims[dim] as number] as number;
    strides[dim] = x.strides[dims[dim] as number] as number;
  }
  return { shape, dtype: x.dtype, layout: { strides, offset: x.offset } };
}

function slice([x]: InputsOf<'slice'>, { starts, steps, sizes }: ParamsOf<'slice'>): ViewSpec {
  let offset = x.offset;
  for (let dim = 0; dim < x.ndim; dim++) {
    offset += (starts[dim] as number) * (x.strides[dim] as number);
  }
  // A part without elements may start behind the last one, where nothing could be written.
  if (sizes.includes(0)) offset = x.offset;
  const strides = x.strides.map((stride, dim) => stride * (steps[dim] as number));
  return { shape: sizes, dtype: x.dtype, layout: { strides, offset } };
}

function view([x]: InputsOf<'view'>, { shape }: ParamsOf<'view'>): ViewSpec {
  if (numberOfElements(shape) !== x.numel()) {
    throw new ShapeError(
      `shape ${formatShape(shape)} is not valid for ${x.numel()} elements of shape ${formatShape(x.shape)}`,
    );
  }
  const strides = viewStrides(x.shape, x.strides, shape);
  if (strides === null) {
    throw new ShapeError(
      `view ${formatShape(shape)} of a tensor with shape ${formatShape(x.shape)} and strides ` +
        `${formatShape(x.strides)} would have to move elements; use reshape, which copies when it must`,
    );
  }
  return { shape, dtype: x.dtype, layout: { strides, offset: x.offset } };
}

/** Views move nothing: how each one lays itself over its input's storage. */
export const viewRules: { readonly [P in ViewPrimitive]: ViewRule<P> } = {
  expand,
  permute,
  slice,
  view,
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
