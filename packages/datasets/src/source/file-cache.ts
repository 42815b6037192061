import { ArgumentError } from '@chainrule/tensor';

/** Keeps downloaded files from one run to the next. */
export interface FileCache {
  /** The bytes kept for `url`, or `undefined`. */
  get(url: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Keeps `bytes` for `url`. */
  set(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** The part of a browser's `CacheStorage` that a cache of files needs. */
interface CacheStorageLike {
  open(name: string): Promise<{
    match(url: string): Promise<Response | undefined>;
    put(url: string, response: Response): Promise<void>;
  }>;
}

/**
 * Keeps files in the browser's Cache API, under a cache of that name.
 *
 * @throws {ArgumentError} where there is no Cache API: outside browsers and workers, and on
 * pages that are not served over HTTPS or from localhost.
 * @see https://developer.mozilla.org/en-US/docs/Web/API/CacheStorage
 */
export function browserCache(name = 'chainrule-datasets'): FileCache {
  const { caches } = globalThis as { caches?: CacheStorageLike };
  if (caches === undefined) {
    throw new ArgumentError(
      'browserCache needs the Cache API, which is missing here; in Node, use folderCache from @chainrule/datasets/node',
    );
  }
  return {
    async get(url) {
      const response = await (await caches.open(name)).match(url);
      return response && new Uint8Array(await response.arrayBuffer());
    },
    async set(url, bytes) {
      await (await caches.open(name)).put(url, new Response(bytes));
    },
  };
}
