import { randomUUID } from 'node:crypto';
import { type FileHandle, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that, whatever happens, `path` holds either all of `bytes` or what it held
 * before, even when the process is killed or the power goes.
 *
 * The bytes go to a file beside it, are forced to the disk, and take the name in one step. A
 * symbolic link stays one: what it points to is replaced. On failure the file beside it is removed;
 * after a kill, one `.NAME.UUID.tmp` may be left, which nothing reads.
 *
 * @throws the file system's own error, such as ENOSPC; `path` is then as it was.
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * await writeFileAtomic('model.safetensors', await saveSafetensors(model.stateDict()));
 * ```
 * @see https://man7.org/linux/man-pages/man2/rename.2.html
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await lstat(target).then(
    (existing) => existing.mode & 0o777,
    () => undefined,
  );
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await writeThrough(temporary, bytes, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function writeThrough(
  path: string,
  bytes: Uint8Array,
  mode: number | undefined,
): Promise<void> {
  await using(await open(path, 'wx'), async (file) => {
    if (mode !== undefined) await file.chmod(mode);
    await file.writeFile(bytes);
    await file.sync();
  });
}

/** Forces the new name itself to the disk, where the system can do that for a folder. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; it keeps its file tables in a journal of its own.
  if (process.platform === 'win32') return;
  await using(await open(folder, 'r'), (handle) => handle.sync());
}

async function using(
  handle: FileHandle,
  work: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}
