import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ArgumentError } from '@chainrule/tensor';
import { candidateNames, type FileSource } from '../source/file-source.ts';

/**
 * A source of the files in a folder, gzip or not.
 *
 * @param path - The folder.
 * @throws {ArgumentError} from `read` when the folder or the file is missing.
 *
 * @example
 * ```ts needs Fashion-MNIST
 * const folder = '/usr/share/datasets/fashion-mnist';
 * const test = await FashionMNIST.load({ train: false, source: folderSource(folder) });
 * test.length; // 10000
 * ```
 */
export function folderSource(path: string): FileSource {
  return {
    async read(name) {
      const names = candidateNames(name);
      for (const candidate of names) {
        const bytes = await readIfPresent(join(path, candidate));
        if (bytes !== undefined) return bytes;
      }
      if (await isFolder(path)) {
        throw new ArgumentError(`no file ${names.join(' or ')} in the folder ${path}`);
      }
      throw new ArgumentError(`no folder ${path}, where ${names.join(' or ')} should be`);
    },
  };
}

/** The file's bytes, or `undefined` when there is none. */
export async function readIfPresent(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(path);
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
