import manifest from 'virtual:mnist-manifest';
import { browserCache, type FileSource, urlSource } from '@chainrule/datasets';
import { PlayerError } from './problem.ts';

/** MNIST's files, from beside the pages the first time and from the browser's cache after that. */
export function digitsSource(base: string, onLoaded: (bytes: number) => void): FileSource {
  const loadedOf = new Map<string, number>();
  const source = urlSource(new URL('mnist/', base).href, {
    sha256: manifest.sha256,
    ...cacheHere(),
    onProgress: ({ name, loaded }) => {
      loadedOf.set(name, loaded);
      onLoaded([...loadedOf.values()].reduce((sum, bytes) => sum + bytes, 0));
    },
  });
  return {
    async read(name) {
      try {
        return await source.read(name);
      } catch (cause) {
        throw new PlayerError(
          {
            title: 'The digits could not be loaded',
            detail: `${cause instanceof Error ? cause.message : cause}.`,
            remedy:
              'Check the connection and press Run again; what has arrived already is not loaded twice.',
          },
          { cause },
        );
      }
    },
  };
}

/** Pages that are not served over HTTPS or from this machine have no cache, and do without. */
function cacheHere(): { cache?: ReturnType<typeof browserCache> } {
  return 'caches' in globalThis ? { cache: browserCache() } : {};
}
