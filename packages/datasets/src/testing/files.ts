/** An IDX file of the element type `code`, from its big-endian element bytes. */
export function idxBytes(
  code: number,
  shape: readonly number[],
  elements: ArrayLike<number>,
): Uint8Array {
  const headerBytes = 4 + 4 * shape.length;
  const file = new Uint8Array(headerBytes + elements.length);
  file.set([0, 0, code, shape.length]);
  const view = new DataView(file.buffer);
  for (const [dim, size] of shape.entries()) view.setUint32(4 + 4 * dim, size);
  file.set(elements, headerBytes);
  return file;
}

/** `bytes` as a gzip file. */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const squeezed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(squeezed).arrayBuffer());
}

/** A small source of integers in `[0, bound)`, the same on every run. */
export function randomIntegers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
