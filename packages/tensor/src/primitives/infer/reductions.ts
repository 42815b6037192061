import { ShapeError } from '../../errors.ts';
import { dimsOf, formatShape, reducedShape } from '../../shape.ts';
import type { ArgParams, Primitive, ReductionParams } from '../signatures.ts';
import type { ResultSpec, UnaryInputs } from './rule.ts';

export const reduceLike = ([x]: UnaryInputs, { dims, keepdim }: ReductionParams): ResultSpec => ({
  shape: reducedShape(x.shape, dims, keepdim),
  dtype: x.dtype,
});

export function reduceNonEmpty(name: Primitive) {
  return (inputs: UnaryInputs, params: ReductionParams): ResultSpec => {
    const { shape } = inputs[0];
    if (params.dims.some((dim) => shape[dim] === 0)) {
      throw new ShapeError(
        `${name} needs at least one element to reduce; the shape is ${formatShape(shape)}`,
      );
    }
    return reduceLike(inputs, params);
  };
}

export const reduceToBool = (inputs: UnaryInputs, params: ReductionParams): ResultSpec => ({
  shape: reduceLike(inputs, params).shape,
  dtype: 'bool',
});

export function reduceToIndex(name: Primitive) {
  return ([x]: UnaryInputs, { dim, keepdim }: ArgParams): ResultSpec => {
    const length = dim === null || x.ndim === 0 ? x.numel() : x.shape[dim];
    if (length === 0) {
      throw new ShapeError(
        `${name} needs at least one element to reduce; the shape is ${formatShape(x.shape)}`,
      );
    }
    const dims = dim === null ? dimsOf(x.ndim) : [dim];
    return { shape: reducedShape(x.shape, dims, keepdim), dtype: 'int32' };
  };
}
