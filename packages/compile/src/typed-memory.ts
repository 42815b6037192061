import type { DType, TypedArray } from '@chainrule/tensor';

const arrays: {
  readonly [D in DType]: new (
    memory: ArrayBufferLike,
    offset: number,
    length: number,
  ) => TypedArray;
} = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** `length` elements of `dtype` that lie in `memory` from byte `offset` on. */
export function elementsIn(
  memory: ArrayBufferLike,
  dtype: DType,
  offset: number,
  length: number,
): TypedArray {
  return new arrays[dtype](memory, offset, length);
}
