import {
  ArgumentError,
  bytesPerElement,
  type DType,
  Tensor,
  type TypedArray,
} from '@chainrule/tensor';
import { writtenDTypes } from './file-dtype.ts';
import { lengthBytes, maximumHeaderBytes, metadataName } from './header.ts';
import { quote } from './header-reader.ts';

interface Placed {
  readonly name: string;
  readonly tensor: Tensor;
  readonly begin: number;
  readonly end: number;
}

/**
 * A safetensors file with the given tensors, and perhaps text beside them.
 *
 * The same tensors give the same bytes whatever their order: those of the reference writer, which
 * puts the widest elements first, then goes by name, so that every tensor is aligned. Values are
 * those at the time of the call, even if tensors change before the promise is fulfilled. Tensors
 * that share memory are each written in full.
 *
 * @throws {ArgumentError} (as a rejection) for what is no tensor, the name `__metadata__`, names
 * that are no valid Unicode, metadata that is not text, or more names than a header can hold.
 * @example
 * ```ts
 * const bytes = await saveSafetensors(new Linear(2, 1).stateDict());
 * ```
 * @see https://huggingface.co/docs/safetensors/index#format
 */
export async function saveSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const placed = place(tensors);
  const header = encodeHeader(placed, metadata);
  const dataStart = lengthBytes + header.length;
  const file = new Uint8Array(dataStart + (placed.at(-1)?.end ?? 0));
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, lengthBytes);

  const write = (elements: TypedArray, begin: number): void => {
    const { buffer, byteOffset, byteLength } = elements;
    file.set(new Uint8Array(buffer, byteOffset, byteLength), dataStart + begin);
  };
  // Every read starts before the first wait, so that all are of the same moment.
  const later: Promise<void>[] = [];
  for (const { tensor, begin } of placed) {
    if (tensor.storage.device.readNow !== undefined) write(tensor.dataSync(), begin);
    else later.push(tensor.data().then((elements) => write(elements, begin)));
  }
  await Promise.all(later);
  return file;
}

function place(tensors: Readonly<Record<string, Tensor>>): Placed[] {
  const encoder = new TextEncoder();
  const order = Object.keys(writtenDTypes) as DType[];
  const sorted = Object.entries(tensors)
    .map(([name, tensor]) => ({ ...checkEntry(name, tensor), key: encoder.encode(name) }))
    .sort(
      (a, b) =>
        order.indexOf(a.tensor.dtype) - order.indexOf(b.tensor.dtype) || compareBytes(a.key, b.key),
    );
  let end = 0;
  return sorted.map(({ name, tensor }) => {
    const begin = end;
    end += tensor.numel() * bytesPerElement(tensor.dtype);
    return { name, tensor, begin, end };
  });
}

function checkEntry(name: string, tensor: Tensor): { name: string; tensor: Tensor } {
  if (name === metadataName) {
    throw new ArgumentError(
      `safetensors keeps the name ${metadataName} for metadata; give the tensor another name`,
    );
  }
  checkText(name, 'a tensor name');
  if (tensor instanceof Tensor) return { name, tensor };
  throw new ArgumentError(
    `safetensors holds tensors; ${quote(name)} is ${tensor === null ? 'null' : typeof tensor}`,
  );
}

function checkText(text: unknown, what: string): void {
  if (typeof text !== 'string') {
    throw new ArgumentError(`safetensors: ${what} is a string; got ${typeof text}`);
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw new ArgumentError(
      `safetensors: ${what} is valid Unicode; ${quote(text)} has half a surrogate pair`,
    );
  }
}

function encodeHeader(
  placed: readonly Placed[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const fields = placed.map(({ name, tensor, begin, end }) => {
    const entry = {
      dtype: writtenDTypes[tensor.dtype],
      shape: tensor.shape,
      data_offsets: [begin, end],
    };
    return `${JSON.stringify(name)}:${JSON.stringify(entry)}`;
  });
  const notes = Object.entries(metadata);
  for (const [key, text] of notes) {
    checkText(key, 'a metadata key');
    checkText(text, `the metadata ${quote(key)}`);
  }
  if (notes.length > 0) {
    const pairs = notes.map(([key, text]) => `${JSON.stringify(key)}:${JSON.stringify(text)}`);
    fields.unshift(`"${metadataName}":{${pairs.join(',')}}`);
  }
  const header = new TextEncoder().encode(`{${fields.join(',')}}`);
  const length = Math.ceil(header.length / lengthBytes) * lengthBytes;
  if (length > maximumHeaderBytes) {
    throw new ArgumentError(
      `names, shapes and metadata take ${length} bytes; a safetensors header has at most ${maximumHeaderBytes}`,
    );
  }
  const padded = new Uint8Array(length).fill(' '.charCodeAt(0));
  padded.set(header);
  return padded;
}

/** Orders as UTF-8 sorts, which for characters beyond 2^16 is not how JavaScript sorts strings. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const difference = a[index]! - b[index]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
