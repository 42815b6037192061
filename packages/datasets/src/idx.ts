import { type DType, FileFormatError, formatShape, type TypedArray } from '@chainrule/tensor';
import { gunzip, isGzip } from './gunzip.ts';

/** The array that an IDX file holds. */
export interface IdxArray {
  readonly dtype: DType;
  /** The sizes of the dims, outermost first. */
  readonly shape: readonly number[];
  /** The elements in row-major order; `uint8` elements are a view of the file's own bytes. */
  readonly data: TypedArray;
}

/** Options of {@link parseIdx}. */
export interface ParseIdxOptions {
  /** What errors call the file (default `'IDX file'`). */
  readonly name?: string;
}

/** Options of {@link readIdx}. */
export interface ReadIdxOptions extends ParseIdxOptions {
  /** The most bytes that a gzip file may inflate to (default 1 GiB). */
  readonly maxBytes?: number;
}

interface ElementType {
  readonly dtype: DType;
  readonly bytes: number;
  readonly decode: (view: DataView, count: number) => TypedArray;
}

interface IdxHeader {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly count: number;
  readonly headerBytes: number;
  readonly fileBytes: number;
}

/** By the third byte of the file. Integers narrower than our signed dtypes widen to int32. */
const elementTypes: { readonly [code: number]: ElementType } = {
  8: {
    dtype: 'uint8',
    bytes: 1,
    decode: (view, count) => new Uint8Array(view.buffer, view.byteOffset, count),
  },
  9: {
    dtype: 'int32',
    bytes: 1,
    decode: (view, count) => fill(new Int32Array(count), (i) => view.getInt8(i)),
  },
  11: {
    dtype: 'int32',
    bytes: 2,
    decode: (view, count) => fill(new Int32Array(count), (i) => view.getInt16(2 * i)),
  },
  12: {
    dtype: 'int32',
    bytes: 4,
    decode: (view, count) => fill(new Int32Array(count), (i) => view.getInt32(4 * i)),
  },
  13: {
    dtype: 'float32',
    bytes: 4,
    decode: (view, count) => fill(new Float32Array(count), (i) => view.getFloat32(4 * i)),
  },
  14: {
    dtype: 'float64',
    bytes: 8,
    decode: (view, count) => fill(new Float64Array(count), (i) => view.getFloat64(8 * i)),
  },
};

/** Four bytes of magic and, at most, 255 sizes of four bytes. */
const longestHeader = 4 + 4 * 255;

/**
 * Reads an IDX file, the format of MNIST, gzip or not.
 *
 * @param bytes - The file; gzip is recognised by its first two bytes.
 * @throws {FileFormatError} when the file is truncated, corrupt, of another format, followed
 * by other bytes, or inflates past `maxBytes`.
 * @see https://yann.lecun.com/exdb/mnist/ (its section on file formats)
 *
 * @example
 * ```ts
 * const file = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4]);
 * const labels = await readIdx(file);
 * console.log(labels.dtype, labels.shape, labels.data); // uint8 [ 3 ] Uint8Array(3) [ 5, 0, 4 ]
 * ```
 */
export async function readIdx(bytes: Uint8Array, options: ReadIdxOptions = {}): Promise<IdxArray> {
  if (!isGzip(bytes)) return parseIdx(bytes, options);
  const { name = 'IDX file', maxBytes = 2 ** 30 } = options;
  const header = parseHeader(await gunzip(bytes, longestHeader, name), name);
  if (header.fileBytes > maxBytes) {
    throw new FileFormatError(
      `${name}: its header asks for ${header.fileBytes} bytes, more than the ${maxBytes} allowed; pass a larger maxBytes if that is right`,
    );
  }
  // One byte more than wanted: it makes gunzip verify the end, and shows what trails.
  return parseIdx(await gunzip(bytes, header.fileBytes + 1, name), options);
}

/**
 * Reads an IDX file that is not compressed, at once.
 *
 * @throws {FileFormatError} when the file is truncated, of another format, or followed by
 * other bytes.
 *
 * @example
 * ```ts
 * const { shape, data } = parseIdx(new Uint8Array([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9]));
 * console.log(shape, data); // [ 1, 2 ] Uint8Array(2) [ 7, 9 ]
 * ```
 */
export function parseIdx(bytes: Uint8Array, options: ParseIdxOptions = {}): IdxArray {
  const { name = 'IDX file' } = options;
  const { type, shape, count, headerBytes, fileBytes } = parseHeader(bytes, name);
  if (bytes.length !== fileBytes) {
    const problem = bytes.length < fileBytes ? 'truncated' : 'followed by other bytes';
    const given = bytes.length < fileBytes ? `only ${bytes.length}` : 'more';
    throw new FileFormatError(
      `${name}: ${problem}: shape ${formatShape(shape)} at ${type.bytes} bytes an element needs ${fileBytes} bytes, found ${given}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + headerBytes, count * type.bytes);
  return { dtype: type.dtype, shape, data: type.decode(view, count) };
}

/** Allocates nothing that the header asks for, so a corrupt one is harmless. */
function parseHeader(bytes: Uint8Array, name: string): IdxHeader {
  const [zero, alsoZero, code, dims] = bytes;
  if (dims === undefined) {
    throw new FileFormatError(
      `${name}: truncated: an IDX file begins with 4 bytes of magic, found ${bytes.length}`,
    );
  }
  const type = elementTypes[code ?? 0];
  if (zero !== 0 || alsoZero !== 0 || type === undefined || dims === 0) {
    throw new FileFormatError(
      `${name}: not an IDX file: expected it to begin with 00 00, a type (08, 09, 0b to 0e) and a count of dims, found ${hex(bytes.subarray(0, 4))}`,
    );
  }
  const headerBytes = 4 + 4 * dims;
  if (bytes.length < headerBytes) {
    throw new FileFormatError(
      `${name}: truncated: a header of ${dims} dims takes ${headerBytes} bytes, found ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const shape = Array.from({ length: dims }, (_, dim) => view.getUint32(4 + 4 * dim));
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  const fileBytes = headerBytes + count * type.bytes;
  if (!Number.isSafeInteger(fileBytes)) {
    throw new FileFormatError(
      `${name}: corrupt: its header asks for shape ${formatShape(shape)}, more elements than any file can hold`,
    );
  }
  return { type, shape, count, headerBytes, fileBytes };
}

function fill<A extends Int32Array | Float32Array | Float64Array>(
  array: A,
  element: (index: number) => number,
): A {
  for (let i = 0; i < array.length; i++) array[i] = element(i);
  return array;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
