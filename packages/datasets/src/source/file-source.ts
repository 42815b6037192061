import { ArgumentError } from '@chainrule/tensor';

/**
 * Where a dataset's files come from.
 *
 * @example
 * ```ts
 * const source: FileSource = {
 *   read: async (name) => new TextEncoder().encode(`the bytes of ${name}`),
 * };
 * console.log((await source.read('labels')).length); // 19
 * ```
 */
export interface FileSource {
  /**
   * The whole file called `name`, as it is or as the gzip file `name.gz`: the reader tells by
   * its first bytes.
   */
  read(name: string): Promise<Uint8Array>;
}

/** The names that a file may have in a source, likeliest first. */
export function candidateNames(name: string): readonly string[] {
  return [name, `${name}.gz`];
}

/**
 * A source of files whose bytes are already in memory, as from an upload in a browser.
 *
 * @param files - The bytes of each file by its name, with or without `.gz`.
 *
 * @example
 * ```ts
 * const source = bytesSource({ 'train-labels-idx1-ubyte': new Uint8Array([0, 0, 8, 1, 0, 0, 0, 0]) });
 * console.log((await source.read('train-labels-idx1-ubyte')).length); // 8
 * ```
 */
export function bytesSource(files: Readonly<Record<string, Uint8Array>>): FileSource {
  return { read: (name) => new Promise((resolve) => resolve(find(files, name))) };
}

function find(files: Readonly<Record<string, Uint8Array>>, name: string): Uint8Array {
  for (const candidate of candidateNames(name)) {
    const bytes = Object.hasOwn(files, candidate) ? files[candidate] : undefined;
    if (bytes !== undefined) return bytes;
  }
  const given = Object.keys(files).join(', ') || 'no files';
  throw new ArgumentError(`no bytes for ${candidateNames(name).join(' or ')}; given: ${given}`);
}
