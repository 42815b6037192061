import { DTypeError, ShapeError } from '../../errors.ts';
import { formatShape, shapesEqual } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { DimParams, InputsOf, Primitive } from '../signatures.ts';
import { type BinaryInputs, checkSameDType, type ResultSpec } from './rule.ts';

function checkIndexDType(name: Primitive, index: Tensor): void {
  if (index.dtype !== 'int32') {
    throw new DTypeError(`${name} takes an index of dtype int32; got ${index.dtype}`);
  }
}

function checkIndexShape(name: Primitive, x: Tensor, index: Tensor, dim: number): void {
  const fits =
    x.ndim === index.ndim &&
    index.shape.every((length, d) => d === dim || length <= (x.shape[d] as number));
  if (!fits) {
    throw new ShapeError(
      `${name} along dim ${dim} takes an index that is no longer than the tensor elsewhere; ` +
        `the index has shape ${formatShape(index.shape)}, the tensor ${formatShape(x.shape)}`,
    );
  }
}

export function gather([x, index]: BinaryInputs, { dim }: DimParams): ResultSpec {
  checkIndexDType('gather', index);
  if (index.numel() > 0) checkIndexShape('gather', x, index, dim);
  return { shape: index.shape, dtype: x.dtype };
}

export function scatter(name: Primitive) {
  return ([x, index, source]: InputsOf<'scatter'>, { dim }: DimParams): ResultSpec => {
    checkIndexDType(name, index);
    checkSameDType(name, x, source);
    if (index.numel() === 0) return x;
    checkIndexShape(name, x, index, dim);
    const covered =
      source.ndim === index.ndim &&
      index.shape.every((length, d) => length <= (source.shape[d] as number));
    if (!covered) {
      throw new ShapeError(
        `${name} takes a source at least as long as the index in each dimension; ` +
          `the source has shape ${formatShape(source.shape)}, the index ${formatShape(index.shape)}`,
      );
    }
    return x;
  };
}

export function indexSelect([x, index]: BinaryInputs, { dim }: DimParams): ResultSpec {
  checkIndexDType('indexSelect', index);
  if (index.ndim > 1) {
    throw new ShapeError(
      `indexSelect takes an index with one dimension; got shape ${formatShape(index.shape)}`,
    );
  }
  if (x.ndim === 0) return x;
  const shape = [...x.shape];
  shape[dim] = index.numel();
  return { shape, dtype: x.dtype };
}

export function indexAdd([x, index, source]: InputsOf<'indexAdd'>, { dim }: DimParams): ResultSpec {
  checkIndexDType('indexAdd', index);
  checkSameDType('indexAdd', x, source);
  const expected = x.shape.map((length, d) => (d === dim ? index.numel() : length));
  if (index.ndim > 1 || !shapesEqual(source.shape, expected)) {
    throw new ShapeError(
      `indexAdd along dim ${dim} of shape ${formatShape(x.shape)} with ${index.numel()} indices takes a ` +
        `source of shape ${formatShape(expected)}; got ${formatShape(source.shape)}`,
    );
  }
  return x;
}
