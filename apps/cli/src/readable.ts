import { readFile } from 'node:fs/promises';
import { FileFormatError } from '@chainrule/tensor';
import { failure } from './failure.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/** The bytes of the file that a flag names. */
export async function readBytes(flag: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw failure(`${flag}: cannot read ${path}: ${reasons[code] ?? message}`);
  }
}

/** Makes sense of the bytes of the file that a flag names; the failure to do so names both. */
export function decodeFile<Result>(flag: string, path: string, decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    if (error instanceof FileFormatError) throw failure(`${flag}: ${path}: ${error.message}`);
    throw error;
  }
}
