import { access, open, unlink } from 'node:fs/promises';
import { failure } from './failure.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/** One line on why a file cannot be written. */
export function whyUnwritable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return reasons[code] ?? (error as Error).message;
}

/**
 * Makes sure, before hours of training, that their outcome can be written.
 *
 * Opening the file is the one test that covers permissions, read-only disks and folders alike. What
 * is there already is kept, and nothing is left behind where there was nothing.
 */
export async function assertWritable(flag: string, path: string): Promise<void> {
  const existed = await access(path).then(
    () => true,
    () => false,
  );
  try {
    await (await open(path, 'a')).close();
    if (!existed) await unlink(path);
  } catch (error) {
    throw failure(`${flag}: cannot write ${path}: ${whyUnwritable(error)}`);
  }
}
