import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FileCache } from '../source/file-cache.ts';
import { readIfPresent } from './folder-source.ts';

/**
 * Keeps downloaded files in a folder, which is made when it's needed.
 *
 * A file appears in it whole or not at all, also when the process dies while writing or
 * another process writes the same file.
 *
 * @param path - The folder.
 *
 * @example
 * ```ts
 * const source = urlSource('https://storage.googleapis.com/cvdf-datasets/mnist/', {
 *   cache: folderCache('.cache/mnist'),
 * });
 * ```
 */
export function folderCache(path: string): FileCache {
  return {
    get: (url) => readIfPresent(join(path, fileName(url))),
    async set(url, bytes) {
      await mkdir(path, { recursive: true });
      const unfinished = join(path, `${randomUUID()}.unfinished`);
      try {
        await writeFile(unfinished, bytes, { flush: true });
        await rename(unfinished, join(path, fileName(url)));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
  };
}

/** Two servers may have different files of one name, so the URL is part of the kept name. */
function fileName(url: string): string {
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return `${hash}-${basename(new URL(url).pathname)}`;
}
