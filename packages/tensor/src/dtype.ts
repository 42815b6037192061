import { DTypeError } from './errors.ts';

/**
 * The element type of a tensor.
 *
 * `int32` takes the place of PyTorch's `int64` as the integer that indices, counts and
 * sums of integers come out as, since JavaScript has no fast 64-bit integer.
 */
export type DType = 'float32' | 'float64' | 'int32' | 'uint8' | 'bool';

/** The array that holds a dtype's elements; `bool` is stored as one byte, 0 or 1. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

interface DTypeInfo {
  readonly bytes: number;
  /** PyTorch's category order: bool < integer < floating point. */
  readonly category: 0 | 1 | 2;
  readonly allocate: (length: number) => TypedArray;
}

const info: { readonly [D in DType]: DTypeInfo } = {
  float32: { bytes: 4, category: 2, allocate: (length) => new Float32Array(length) },
  float64: { bytes: 8, category: 2, allocate: (length) => new Float64Array(length) },
  int32: { bytes: 4, category: 1, allocate: (length) => new Int32Array(length) },
  uint8: { bytes: 1, category: 1, allocate: (length) => new Uint8Array(length) },
  bool: { bytes: 1, category: 0, allocate: (length) => new Uint8Array(length) },
};

/** Every dtype, in PyTorch's order of promotion within and across categories. */
export const dtypes: readonly DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];

/** A zeroed array that can hold `length` elements of `dtype`. */
export function allocateArray(dtype: DType, length: number): TypedArray {
  return info[dtype].allocate(length);
}

/** Bytes that one element takes. */
export function bytesPerElement(dtype: DType): number {
  return info[dtype].bytes;
}

/** Whether a dtype, or a tensor's, is a floating point type, the only kind that can carry gradients. */
export function isFloatingPoint(of: DType | { readonly dtype: DType }): boolean {
  return info[typeof of === 'string' ? of : of.dtype].category === 2;
}

/** PyTorch's category of a dtype: 0 for bool, 1 for integers, 2 for floating point. */
export function dtypeCategory(dtype: DType): 0 | 1 | 2 {
  return info[dtype].category;
}

/** Throws a {@link DTypeError} unless `value` names a dtype. */
export function checkDType(value: unknown): DType {
  if (typeof value === 'string' && Object.hasOwn(info, value)) return value as DType;
  throw new DTypeError(
    `unknown dtype ${JSON.stringify(value)}; the dtypes are ${dtypes.join(', ')}`,
  );
}

/**
 * The dtype that an operation between `a` and `b` computes in, by PyTorch's rules for two
 * tensors that both have dimensions.
 *
 * @see https://pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc
 */
export function promoteTypes(a: DType, b: DType): DType {
  return dtypes.indexOf(a) >= dtypes.indexOf(b) ? a : b;
}

/** The dtype of floating point results and of numbers from JavaScript, unless one is named. */
let defaultFloat: DType = 'float32';

/** The dtype that floating point tensors are made in when none is named. */
export function getDefaultDtype(): DType {
  return defaultFloat;
}

/**
 * Sets the dtype that floating point tensors are made in when none is named.
 *
 * @throws {DTypeError} when `dtype` is not a floating point type.
 */
export function setDefaultDtype(dtype: DType): void {
  if (!isFloatingPoint(checkDType(dtype))) {
    throw new DTypeError(`only floating point dtypes can be the default; got ${dtype}`);
  }
  defaultFloat = dtype;
}
