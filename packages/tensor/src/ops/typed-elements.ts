import { allocateArray, type DType, type TypedArray } from '../dtype.ts';

/** A number as an element of `dtype`: for bool, 1 for all but 0. */
export function elementOf(dtype: DType, value: number | boolean): number {
  if (dtype !== 'bool') return Number(value);
  return Number(value) === 0 ? 0 : 1;
}

/** The elements in a new array of the dtype's own kind. */
export function typedElements(dtype: DType, values: ArrayLike<number | boolean>): TypedArray {
  const data = allocateArray(dtype, values.length);
  if (ArrayBuffer.isView(values) && dtype !== 'bool') {
    data.set(values as TypedArray);
    return data;
  }
  for (let i = 0; i < values.length; i++) data[i] = elementOf(dtype, values[i] as number | boolean);
  return data;
}
