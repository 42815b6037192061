import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ArgumentError, FileFormatError } from '@chainrule/tensor';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from './checksum.ts';
import type { FileCache } from './file-cache.ts';
import { type DownloadProgress, urlSource } from './url-source.ts';

const labels = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);
const requests: string[] = [];
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (request.url === '/labels.gz') {
      response.writeHead(200, { 'content-length': labels.length });
      response.end(labels);
    } else if (request.url === '/broken.gz') {
      response.writeHead(200, { 'content-length': labels.length });
      response.write(labels.subarray(0, 10));
      setImmediate(() => response.destroy());
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  requests.length = 0;
});

function memoryCache(): FileCache & { files: Map<string, Uint8Array<ArrayBuffer>> } {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    files,
    get: async (url) => files.get(url),
    set: async (url, bytes) => void files.set(url, bytes),
  };
}

describe('urlSource', () => {
  it('downloads a file and reports every step', async () => {
    const steps: DownloadProgress[] = [];
    const source = urlSource(`${base}/`, { onProgress: (step) => steps.push(step) });
    expect(await source.read('labels')).toEqual(labels);
    expect(requests).toEqual(['/labels.gz']);
    expect(steps.at(-1)).toEqual({ name: 'labels.gz', loaded: 100_000, total: 100_000 });
    expect(steps.map(({ loaded }) => loaded)).toEqual(
      steps.map(({ loaded }) => loaded).sort((a, b) => a - b),
    );
  });

  it('verifies the checksum', async () => {
    const right = { 'labels.gz': await sha256(labels) };
    expect((await urlSource(base, { sha256: right }).read('labels')).length).toBe(100_000);
    const wrong = { 'labels.gz': '0'.repeat(64) };
    await expect(urlSource(base, { sha256: wrong }).read('labels')).rejects.toThrow(
      `labels.gz: checksum failure: expected SHA-256 ${'0'.repeat(64)}, found ${right['labels.gz']}`,
    );
  });

  it('refuses a file that the checksums leave out', async () => {
    const source = urlSource(base, { sha256: { 'images.gz': '00' } });
    await expect(source.read('labels')).rejects.toThrow('sha256 has no checksum of labels.gz');
    expect(requests).toEqual([]);
  });

  it('downloads once with a cache', async () => {
    const cache = memoryCache();
    const source = urlSource(base, { cache });
    expect(await source.read('labels')).toEqual(labels);
    expect(await source.read('labels')).toEqual(labels);
    expect(requests).toEqual(['/labels.gz']);
  });

  it('downloads again when the cached file is damaged, and keeps no file that fails', async () => {
    const cache = memoryCache();
    cache.files.set(`${base}/labels.gz`, new Uint8Array([1, 2, 3]));
    const right = { 'labels.gz': await sha256(labels) };
    expect(await urlSource(base, { cache, sha256: right }).read('labels')).toEqual(labels);
    expect(cache.files.get(`${base}/labels.gz`)).toEqual(labels);

    const empty = memoryCache();
    const source = urlSource(base, { cache: empty, sha256: { 'labels.gz': '00' } });
    await expect(source.read('labels')).rejects.toThrow(FileFormatError);
    expect(empty.files.size).toBe(0);
  });

  it('names the URL of a file that is missing, broken off, too large or unreachable', async () => {
    await expect(urlSource(base).read('images')).rejects.toThrow(
      `${base}/images.gz: the server answered 404`,
    );
    await expect(urlSource(base).read('broken')).rejects.toThrow(
      new ArgumentError(`${base}/broken.gz: broke off after 10 bytes`),
    );
    await expect(urlSource(base, { maxBytes: 1000 }).read('labels')).rejects.toThrow(
      `${base}/labels.gz: more than 1000 bytes arrived`,
    );
    await expect(urlSource('http://127.0.0.1:1').read('labels')).rejects.toThrow(
      'http://127.0.0.1:1/labels.gz: the server could not be reached',
    );
  });

  it('stops when its signal is aborted', async () => {
    const source = urlSource(base, { signal: AbortSignal.abort(new Error('changed my mind')) });
    await expect(source.read('labels')).rejects.toThrow('changed my mind');
  });
});
