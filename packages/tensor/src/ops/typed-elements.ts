import { allocateArray, type DType, type TypedArray } from '../dtype.ts';

/** The elements in an array of the dtype's own kind; for bool, 1 for all but 0. */
export function typedElements(dtype: DType, values: ArrayLike<number | boolean>): TypedArray {
  const data = allocateArray(dtype, values.length);
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    data[i] = dtype === 'bool' ? (value === 0 ? 0 : 1) : value;
  }
  return data;
}
