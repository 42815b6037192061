import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileFormatError, ones, zeros } from '@chainrule/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readCheckpointFile,
  readSafetensorsFile,
  writeCheckpointFile,
  writeFileAtomic,
  writeSafetensorsFile,
} from './index.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-serialize-'));
  path = join(folder, 'model.safetensors');
});

afterEach(() => rm(folder, { recursive: true }));

describe('writeFileAtomic', () => {
  it('writes and replaces, and leaves nothing else behind', async () => {
    await writeFileAtomic(path, new Uint8Array([1]));
    await writeFileAtomic(path, new Uint8Array([2, 3]));
    expect(await readdir(folder)).toEqual(['model.safetensors']);
    expect([...(await readFile(path))]).toEqual([2, 3]);
  });

  it('keeps the permissions of the file that it replaces', async () => {
    await writeFile(path, '');
    await chmod(path, 0o604);
    await writeFileAtomic(path, new Uint8Array([1]));
    expect((await stat(path)).mode & 0o777).toBe(0o604);
  });

  it('follows a symbolic link', async () => {
    const link = join(folder, 'link');
    await writeFile(path, 'old');
    await symlink(path, link);
    await writeFileAtomic(link, new Uint8Array([1]));
    expect([...(await readFile(path))]).toEqual([1]);
    expect([...(await readFile(link))]).toEqual([1]);
  });

  it('takes a name alone, in the current folder', async () => {
    const name = `chainrule-${process.pid}.tmp`;
    try {
      await writeFileAtomic(name, new Uint8Array([1]));
      expect([...(await readFile(name))]).toEqual([1]);
    } finally {
      await rm(name, { force: true });
    }
  });

  it('cleans up when the file cannot take its name', async () => {
    await mkdir(join(path, 'occupied'), { recursive: true });
    await expect(writeFileAtomic(path, new Uint8Array([1]))).rejects.toThrow(
      /EISDIR|ENOTEMPTY|EEXIST/,
    );
    expect(await readdir(folder)).toEqual(['model.safetensors']);
  });

  it('says where there is no such folder', async () => {
    const nowhere = join(folder, 'nowhere', 'file');
    await expect(writeFileAtomic(nowhere, new Uint8Array())).rejects.toThrow('ENOENT');
  });
});

describe('files', () => {
  it('hold tensors and metadata', async () => {
    await writeSafetensorsFile(path, { x: ones(2) }, { note: 'ones' });
    const { tensors, metadata } = await readSafetensorsFile(path);
    expect(tensors.x?.toArray()).toEqual([1, 1]);
    expect(metadata).toEqual({ note: 'ones' });
  });

  it('hold checkpoints', async () => {
    const weight = ones(2);
    const model = {
      stateDict: () => ({ weight }),
      loadStateDict: (state: { weight: typeof weight }) => weight.copy_(state.weight),
    };
    await writeCheckpointFile(path, { model, step: 3 });
    weight.copy_(zeros(2));
    expect(await readCheckpointFile(path, { model })).toEqual({ step: 3 });
    expect(weight.toArray()).toEqual([1, 1]);
  });

  it('are named where they are wrong', async () => {
    await writeFile(path, 'no tensors here');
    const expected = `${path}: no safetensors file: its first 8 bytes`;
    await expect(readSafetensorsFile(path)).rejects.toThrow(FileFormatError);
    await expect(readSafetensorsFile(path)).rejects.toThrow(expected);
    await expect(readCheckpointFile(path, {})).rejects.toThrow(expected);
  });
});
