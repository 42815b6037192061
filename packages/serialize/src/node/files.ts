import { readFile } from 'node:fs/promises';
import { FileFormatError, type Tensor } from '@chainrule/tensor';
import {
  type Checkpoint,
  type CheckpointParts,
  type LoadSafetensorsOptions,
  loadCheckpoint,
  loadSafetensors,
  type Progress,
  type Safetensors,
  saveCheckpoint,
  saveSafetensors,
} from '../index.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

/**
 * Reads the safetensors file at `path`.
 *
 * @throws {FileFormatError} that names the file, when it is none.
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * await writeSafetensorsFile('model.safetensors', model.stateDict());
 * const { tensors } = await readSafetensorsFile('model.safetensors');
 * model.loadStateDict(tensors);
 * ```
 */
export async function readSafetensorsFile(
  path: string,
  options: LoadSafetensorsOptions = {},
): Promise<Safetensors> {
  const bytes = await readFile(path);
  return namingFile(path, () => loadSafetensors(bytes, options));
}

/** Writes tensors to a safetensors file, whole or not at all. */
export async function writeSafetensorsFile(
  path: string,
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<void> {
  await writeFileAtomic(path, await saveSafetensors(tensors, metadata));
}

/**
 * Restores a checkpoint from a file, all or nothing.
 *
 * @throws {FileFormatError} that names the file, when it is no checkpoint.
 * @throws {ArgumentError} when it does not fit the parts.
 */
export async function readCheckpointFile(path: string, parts: CheckpointParts): Promise<Progress> {
  const bytes = await readFile(path);
  return namingFile(path, () => loadCheckpoint(bytes, parts));
}

/**
 * Writes a checkpoint to a file, whole or not at all: a run that is killed meanwhile finds the one
 * before.
 */
export async function writeCheckpointFile(path: string, checkpoint: Checkpoint): Promise<void> {
  await writeFileAtomic(path, await saveCheckpoint(checkpoint));
}

function namingFile<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FileFormatError)) throw error;
    throw new FileFormatError(`${path}: ${error.message}`, { cause: error });
  }
}
