import {
  ArgumentError,
  type Device,
  type DeviceType,
  fromTypedArray,
  type Tensor,
} from '@chainrule/tensor';
import { decodeElements } from './file-dtype.ts';
import { readHeader } from './header.ts';

/** What a safetensors file holds. */
export interface Safetensors {
  /** Tensors by name, in the order in which the file holds them. */
  readonly tensors: Record<string, Tensor>;
  /** The text that whoever wrote the file put beside them. */
  readonly metadata: Record<string, string>;
}

/** Options of {@link loadSafetensors}. */
export interface LoadSafetensorsOptions {
  /** Where the tensors live. Default: the default device. */
  readonly device?: DeviceType | Device;
  /** Give every tensor memory of its own. Default false: on the CPU they may share `bytes`. */
  readonly copy?: boolean;
}

/**
 * The tensors of a safetensors file.
 *
 * On the CPU, tensors are views over `bytes` wherever their bytes are aligned, which they are in
 * files that {@link saveSafetensors} or the reference writer made: nothing is copied, changing a
 * tensor in place changes `bytes`, and one tensor keeps all of `bytes` alive. Pass `copy: true` for
 * tensors on their own.
 *
 * F64, F32, I32, U8 and BOOL keep their type. F16 and BF16 become float32; I64, U64, U32, U16, I16
 * and I8 become int32.
 *
 * @throws {FileFormatError} when the bytes are no safetensors file, hold a type that cannot be
 * read, or an integer that int32 cannot hold. All of the header is checked before any tensor is
 * made.
 * @example
 * ```ts
 * const bytes = await saveSafetensors({ weight: ones(2, 3) }, { note: 'all ones' });
 * const { tensors, metadata } = loadSafetensors(bytes);
 * tensors.weight?.shape; // [2, 3]
 * metadata.note; // 'all ones'
 * ```
 * @see https://huggingface.co/docs/safetensors/index#format
 */
export function loadSafetensors(
  bytes: Uint8Array | ArrayBuffer,
  { device, copy = false }: LoadSafetensorsOptions = {},
): Safetensors {
  const file = plainBytes(bytes);
  const { entries, metadata, dataStart } = readHeader(file);
  // Every element is decoded before the first tensor is made, so that a bad one leaves no
  // half-loaded file behind on a device.
  const decoded = entries.map(({ name, dtype, begin, end }) =>
    decodeElements(file.subarray(dataStart + begin, dataStart + end), dtype, name, !copy),
  );
  const tensors = entries.map(({ name, dtype, shape }, index): [string, Tensor] => [
    name,
    fromTypedArray(decoded[index]!, shape, dtype.dtype, device === undefined ? {} : { device }),
  ]);
  return { tensors: Object.fromEntries(tensors), metadata };
}

/** The same memory as a plain Uint8Array: slices of Node's Buffer would not be copies. */
function plainBytes(bytes: Uint8Array | ArrayBuffer): Uint8Array {
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  if (bytes instanceof Uint8Array) {
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  throw new ArgumentError(
    `loadSafetensors takes a Uint8Array or an ArrayBuffer; got ${bytes === null ? 'null' : typeof bytes}`,
  );
}
