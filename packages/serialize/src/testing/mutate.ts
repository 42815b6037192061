import type { Generator } from '@chainrule/tensor';

/** What a header is made of, in rightful and in wrongful forms. */
const fragments = [
  '{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\ud800', ' ', '0', '1', '4', '8', '-1', '1.5',
  '1e9', '9007199254740993', '"dtype"', '"shape"', '"data_offsets"', '"__metadata__"', '"F64"',
  '"I64"', '"BF16"', '"BOOL"', 'null', 'true', '\u00ff', '\u0000',
].map((text) => new TextEncoder().encode(text)); // biome-ignore format: one word after another

/** Replaces `removed` bytes at `position` by `inserted`. */
function splice(
  bytes: Uint8Array,
  position: number,
  removed: number,
  inserted: Uint8Array,
): Uint8Array {
  const tail = bytes.subarray(Math.min(position + removed, bytes.length));
  const result = new Uint8Array(position + inserted.length + tail.length);
  result.set(bytes.subarray(0, position));
  result.set(inserted, position);
  result.set(tail, position + inserted.length);
  return result;
}

/** Damages a file as transfers, editors and attackers do. */
export function mutate(bytes: Uint8Array, generator: Generator): Uint8Array {
  const below = (bound: number): number => generator.random() % bound;
  const position = below(bytes.length + 1);
  const fragment = fragments[below(fragments.length)]!;
  const kind = below(7);
  if (kind === 0) return bytes.slice(0, position);
  if (kind === 1) return splice(bytes, position, 0, fragment);
  if (kind === 2) return splice(bytes, position, fragment.length, fragment);
  if (kind === 3) return splice(bytes, position, 1 + below(8), new Uint8Array());
  if (kind === 4) return splice(bytes, position, 0, bytes.subarray(position, position + below(40)));
  const changed = bytes.slice();
  const place = kind === 5 ? below(8) : below(bytes.length);
  changed[place] = kind === 5 ? below(256) : changed[place]! ^ (1 << below(8));
  return changed;
}

/** Sets the length of the header right again, so that damage inside it is reached. */
export function repairLength(bytes: Uint8Array, original: Uint8Array): Uint8Array {
  const grown = bytes.length - original.length;
  const length = new DataView(original.buffer).getBigUint64(0, true) + BigInt(grown);
  if (bytes.length < 8 || length < 0n) return bytes;
  const repaired = bytes.slice();
  new DataView(repaired.buffer).setBigUint64(0, length, true);
  return repaired;
}
