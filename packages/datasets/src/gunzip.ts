import { FileFormatError } from '@chainrule/tensor';

/** Whether `bytes` begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Inflates the first `limit` bytes of a gzip file, or all of it when it holds fewer.
 *
 * Memory follows what was really inflated and never passes `limit`, so a file that
 * expands without end costs no more than its reader was ready for. The checksum at the
 * end of the file is verified whenever its end is reached.
 *
 * @param bytes - The gzip file.
 * @param limit - The most bytes to return.
 * @param name - The file's name, for the error.
 * @throws {FileFormatError} when the file is truncated, corrupt or no gzip file.
 *
 * @example
 * ```ts
 * const squeezed = new Blob(['hello']).stream().pipeThrough(new CompressionStream('gzip'));
 * const file = new Uint8Array(await new Response(squeezed).arrayBuffer());
 * const start = await gunzip(file, 4);
 * console.log(new TextDecoder().decode(start)); // hell
 * ```
 */
export async function gunzip(bytes: Uint8Array, limit: number, name = 'file'): Promise<Uint8Array> {
  const inflated = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const reader = inflated.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < limit) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.length;
    }
    if (length >= limit) await reader.cancel();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileFormatError(
      `${name}: the gzip stream is truncated or corrupt (${reason}) after ${length} bytes came out of ${bytes.length}`,
    );
  }
  return concatenate(chunks, Math.min(length, limit));
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk.subarray(0, length - offset), offset);
    offset += chunk.length;
  }
  return whole;
}
