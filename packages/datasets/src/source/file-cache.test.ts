import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserCache } from './file-cache.ts';

afterEach(() => vi.unstubAllGlobals());

describe('browserCache', () => {
  it('keeps a response by its URL', async () => {
    const opened = new Map<string, Map<string, Response>>();
    vi.stubGlobal('caches', {
      open: (name: string) => {
        const responses = opened.get(name) ?? new Map<string, Response>();
        opened.set(name, responses);
        return Promise.resolve({
          match: (url: string) => Promise.resolve(responses.get(url)?.clone()),
          put: (url: string, response: Response) => Promise.resolve(responses.set(url, response)),
        });
      },
    });
    const cache = browserCache('mnist');
    expect(await cache.get('https://example.com/a')).toBeUndefined();
    await cache.set('https://example.com/a', new Uint8Array([1, 2, 3]));
    expect(await cache.get('https://example.com/a')).toEqual(new Uint8Array([1, 2, 3]));
    expect([...opened.keys()]).toEqual(['mnist']);
  });

  it('says what to use where there is no Cache API', () => {
    vi.stubGlobal('caches', undefined);
    expect(() => browserCache()).toThrow('in Node, use folderCache from @chainrule/datasets/node');
  });
});
