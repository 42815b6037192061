import { type DType, FileFormatError, type TypedArray } from '@chainrule/tensor';

/** An element type as safetensors files spell it, and the dtype its elements are read into. */
export interface FileDType {
  readonly bytes: number;
  readonly dtype: DType;
  /** Reads one element; absent where the bytes are those of the dtype itself. */
  readonly read?: (view: DataView, offset: number) => number;
}

/**
 * The element types that are read. A Map, because names from a file are looked up in it.
 *
 * @see https://huggingface.co/docs/safetensors/index#format
 */
export const fileDTypes: ReadonlyMap<string, FileDType> = new Map<string, FileDType>([
  ['F64', { bytes: 8, dtype: 'float64' }],
  ['F32', { bytes: 4, dtype: 'float32' }],
  ['I32', { bytes: 4, dtype: 'int32' }],
  ['U8', { bytes: 1, dtype: 'uint8' }],
  ['BOOL', { bytes: 1, dtype: 'bool' }],
  ['F16', { bytes: 2, dtype: 'float32', read: (v, i) => smallFloat(v.getUint16(i, true), 5, 10) }],
  ['BF16', { bytes: 2, dtype: 'float32', read: (v, i) => smallFloat(v.getUint16(i, true), 8, 7) }],
  ['I8', { bytes: 1, dtype: 'int32', read: (v, i) => v.getInt8(i) }],
  ['I16', { bytes: 2, dtype: 'int32', read: (v, i) => v.getInt16(i, true) }],
  ['U16', { bytes: 2, dtype: 'int32', read: (v, i) => v.getUint16(i, true) }],
  ['U32', { bytes: 4, dtype: 'int32', read: (v, i) => v.getUint32(i, true) }],
  ['I64', { bytes: 8, dtype: 'int32', read: (v, i) => Number(v.getBigInt64(i, true)) }],
  ['U64', { bytes: 8, dtype: 'int32', read: (v, i) => Number(v.getBigUint64(i, true)) }],
]);

/** What each dtype is written as, in the order in which a file holds them: the widest first. */
export const writtenDTypes: { readonly [D in DType]: string } = {
  float64: 'F64',
  float32: 'F32',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
};

/** The value of an IEEE number of 16 bits: a sign, `exponentBits`, then `fractionBits`. */
function smallFloat(bits: number, exponentBits: number, fractionBits: number): number {
  const fractions = 2 ** fractionBits;
  const largest = 2 ** exponentBits - 1;
  const bias = 2 ** (exponentBits - 1) - 1;
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> fractionBits) & largest;
  const fraction = (bits & (fractions - 1)) / fractions;
  if (exponent === largest) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** (1 - bias);
  return sign * (1 + fraction) * 2 ** (exponent - bias);
}

/** The elements of `bytes`: a view of them where `mayShare` and they are aligned, else a copy. */
export function decodeElements(
  bytes: Uint8Array,
  { bytes: width, dtype, read }: FileDType,
  name: string,
  mayShare: boolean,
): TypedArray {
  if (dtype === 'bool') checkBooleans(bytes, name);
  if (read !== undefined) return convert(bytes, width, dtype, read, name);
  const isAligned = bytes.byteOffset % width === 0;
  const elements = mayShare && isAligned ? bytes : new Uint8Array(bytes);
  return viewAs(dtype, elements.buffer, elements.byteOffset, elements.length / width);
}

/** An array of `dtype` over a part of a buffer. */
function viewAs(dtype: DType, buffer: ArrayBufferLike, offset: number, length: number): TypedArray {
  if (dtype === 'float64') return new Float64Array(buffer, offset, length);
  if (dtype === 'float32') return new Float32Array(buffer, offset, length);
  if (dtype === 'int32') return new Int32Array(buffer, offset, length);
  return new Uint8Array(buffer, offset, length);
}

function convert(
  bytes: Uint8Array,
  width: number,
  dtype: DType,
  read: (view: DataView, offset: number) => number,
  name: string,
): TypedArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length / width;
  const elements = dtype === 'int32' ? new Int32Array(length) : new Float32Array(length);
  for (let index = 0; index < length; index++) {
    const value = read(view, index * width);
    elements[index] = value;
    if (dtype === 'int32' && elements[index] !== value) {
      throw new FileFormatError(
        `safetensors: element ${index} of '${name}' is ${value}; ` +
          'integers are read as int32, which holds -2147483648 to 2147483647',
      );
    }
  }
  return elements;
}

function checkBooleans(bytes: Uint8Array, name: string): void {
  const index = bytes.findIndex((byte) => byte > 1);
  if (index < 0) return;
  throw new FileFormatError(
    `safetensors: element ${index} of '${name}' is the byte ${bytes[index]}; a BOOL is 0 or 1`,
  );
}
