import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderCache } from './folder-cache.ts';
import { folderSource } from './folder-source.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-datasets-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('folderSource', () => {
  it('reads a file by its name, or by its name with .gz', async () => {
    await writeFile(join(folder, 'images'), new Uint8Array([1, 2]));
    await writeFile(join(folder, 'labels.gz'), new Uint8Array([3]));
    const source = folderSource(folder);
    expect(await source.read('images')).toEqual(new Uint8Array([1, 2]));
    expect(await source.read('labels')).toEqual(new Uint8Array([3]));
  });

  it('tells a missing file from a missing folder', async () => {
    await expect(folderSource(folder).read('other')).rejects.toThrow(
      `no file other or other.gz in the folder ${folder}`,
    );
    const missing = join(folder, 'nowhere');
    await expect(folderSource(missing).read('other')).rejects.toThrow(
      `no folder ${missing}, where other or other.gz should be`,
    );
    await expect(folderSource(join(folder, 'images')).read('other')).rejects.toThrow('no folder');
  });
});

describe('folderCache', () => {
  it('keeps files apart by URL and leaves nothing unfinished', async () => {
    const path = join(folder, 'made', 'when needed');
    const cache = folderCache(path);
    expect(await cache.get('https://a.example/labels.gz')).toBeUndefined();
    await cache.set('https://a.example/labels.gz', new Uint8Array([1]));
    await cache.set('https://b.example/labels.gz', new Uint8Array([2]));
    await cache.set('https://b.example/labels.gz', new Uint8Array([3]));
    expect(await cache.get('https://a.example/labels.gz')).toEqual(new Uint8Array([1]));
    expect(await cache.get('https://b.example/labels.gz')).toEqual(new Uint8Array([3]));
    const names = await readdir(path);
    expect(names.length).toBe(2);
    expect(names.every((name) => /^[0-9a-f]{16}-labels\.gz$/.test(name))).toBe(true);
  });

  it('removes what it could not finish', async () => {
    const path = join(folder, 'blocked');
    const cache = folderCache(path);
    await cache.set('https://a.example/labels.gz', new Uint8Array([1]));
    const [name = ''] = await readdir(path);
    await rm(join(path, name));
    await mkdir(join(path, name));
    await expect(cache.set('https://a.example/labels.gz', new Uint8Array([1]))).rejects.toThrow();
    expect(await readdir(path)).toEqual([name]);
  });
});
