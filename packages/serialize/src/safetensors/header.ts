import { FileFormatError, formatShape } from '@chainrule/tensor';
import { type FileDType, fileDTypes } from './file-dtype.ts';
import { HeaderReader, quote } from './header-reader.ts';

/** The name in a header that stands for the metadata, not for a tensor. */
export const metadataName = '__metadata__';

/** The bytes before the header, which say how long it is. */
export const lengthBytes = 8;

/** The longest header that any reader takes. */
export const maximumHeaderBytes = 100_000_000;

/** Where one tensor lies. */
export interface HeaderEntry {
  readonly name: string;
  readonly dtype: FileDType;
  readonly shape: readonly number[];
  /** Its bytes, counted from the first after the header. */
  readonly begin: number;
  readonly end: number;
}

/** What a file says it holds, found to be true of its length. */
export interface Header {
  /** In the order in which their bytes lie. */
  readonly entries: readonly HeaderEntry[];
  readonly metadata: Record<string, string>;
  /** Where the header ends and the tensors' bytes begin. */
  readonly dataStart: number;
}

/**
 * Reads and checks the header of a file, whose tensors have to fill the rest of it exactly.
 *
 * @throws {FileFormatError} when the bytes are no safetensors file.
 */
export function readHeader(bytes: Uint8Array): Header {
  const dataStart = lengthBytes + headerLength(bytes);
  const reader = new HeaderReader(decodeText(bytes.subarray(lengthBytes, dataStart)));
  const entries: HeaderEntry[] = [];
  let metadata: Record<string, string> = {};
  reader.object('the header', (name) => {
    if (name === metadataName) metadata = readMetadata(reader);
    else entries.push(readEntry(reader, name));
  });
  reader.end();
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkLayout(entries, bytes.length - dataStart);
  return { entries, metadata, dataStart };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes) {
    throw new FileFormatError(
      `a safetensors file starts with ${lengthBytes} bytes that say how long its header is; ` +
        `got ${bytes.length} bytes in all`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(maximumHeaderBytes)) {
    throw new FileFormatError(
      `no safetensors file: its first ${lengthBytes} bytes say that the header has ${length} bytes; ` +
        `a header has at most ${maximumHeaderBytes}`,
    );
  }
  if (lengthBytes + Number(length) > bytes.length) {
    throw new FileFormatError(
      `safetensors file cut short: its header takes ${length} bytes, ` +
        `and ${bytes.length - lengthBytes} follow`,
    );
  }
  return Number(length);
}

function decodeText(header: Uint8Array): string {
  if (header[0] !== '{'.charCodeAt(0)) {
    const found = header.length === 0 ? 'it is empty' : `found the byte ${header[0]}`;
    throw new FileFormatError(`safetensors header: expected '{' as its first byte; ${found}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header);
  } catch {
    throw new FileFormatError('safetensors header: expected UTF-8; found bytes that are not');
  }
}

function readMetadata(reader: HeaderReader): Record<string, string> {
  const entries: [string, string][] = [];
  reader.object(metadataName, (key) =>
    entries.push([key, reader.string(`${metadataName} ${quote(key)}`)]),
  );
  return Object.fromEntries(entries);
}

function readEntry(reader: HeaderReader, name: string): HeaderEntry {
  const what = `tensor ${quote(name)}`;
  let dtypeName: string | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  reader.object(what, (key) => {
    if (key === 'dtype') dtypeName = reader.string(`the dtype of ${what}`);
    else if (key === 'shape') shape = reader.integers(`the shape of ${what}`);
    else if (key === 'data_offsets') offsets = reader.integers(`the data_offsets of ${what}`);
    else {
      throw new FileFormatError(
        `safetensors header: ${what} has ${quote(key)}; expected dtype, shape and data_offsets only`,
      );
    }
  });
  if (dtypeName === undefined || shape === undefined || offsets === undefined) {
    const missing = Object.entries({ dtype: dtypeName, shape, data_offsets: offsets })
      .filter(([, value]) => value === undefined)
      .map(([key]) => key);
    throw new FileFormatError(`safetensors header: ${what} has no ${missing.join(' and no ')}`);
  }
  const dtype = fileDTypes.get(dtypeName);
  if (dtype === undefined) {
    throw new FileFormatError(
      `safetensors header: ${what} has dtype ${quote(dtypeName)}; ` +
        `those that can be read are ${[...fileDTypes.keys()].join(', ')}`,
    );
  }
  const [begin, end] = offsets;
  if (offsets.length !== 2 || begin === undefined || end === undefined || begin > end) {
    throw new FileFormatError(
      `safetensors header: ${what} has data_offsets ${show(offsets)}; expected [begin, end], ` +
        'begin at most end',
    );
  }
  const entry = { name, dtype, shape, begin, end };
  checkSize(entry);
  return entry;
}

function checkSize({ name, dtype, shape, begin, end }: HeaderEntry): void {
  // A length of 0 must not hide lengths beside it whose strides could not be counted.
  const extent = shape.reduce((product, length) => product * Math.max(length, 1), dtype.bytes);
  const size = shape.includes(0) ? 0 : extent;
  if (Number.isSafeInteger(extent) && size === end - begin) return;
  throw new FileFormatError(
    `safetensors header: tensor ${quote(name)} of shape ${show(shape)}, ${dtype.bytes} bytes an ` +
      `element, takes ${size} bytes; its data_offsets [${begin}, ${end}] give ${end - begin}`,
  );
}

function checkLayout(entries: readonly HeaderEntry[], available: number): void {
  let filled = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== filled) {
      const fault = begin < filled ? 'overlaps the tensor before it' : 'leaves a hole before it';
      throw new FileFormatError(
        `safetensors header: tensor ${quote(name)} ${fault}: its bytes begin at ${begin}; expected ${filled}`,
      );
    }
    filled = end;
  }
  if (filled !== available) {
    throw new FileFormatError(
      `safetensors file of the wrong length: its tensors take ${filled} bytes; ` +
        `${available} follow the header`,
    );
  }
}

/** A shape as an error shows it, cut where it is long. */
function show(values: readonly number[]): string {
  return values.length <= 16 ? formatShape(values) : `[${values.slice(0, 16).join(', ')}, …]`;
}
