import { FileFormatError } from '@chainrule/tensor';
import { loadSafetensors } from '../safetensors/load.ts';
import { decodeState, isPlainObject, type Json } from './state.ts';

/** What the metadata of a checkpoint says it is. */
export const checkpointFormat = 'chainrule-checkpoint';

/** Counts up when a reader of the form before could not read the new one. */
export const checkpointVersion = '1';

/** What a checkpoint holds: the states of parts by kind and name, and the progress. */
export interface CheckpointContents {
  readonly parts: Readonly<Record<string, unknown>>;
  readonly progress: Readonly<Record<string, unknown>>;
}

/**
 * Reads a checkpoint without restoring anything. Its tensors are on the CPU, with memory of their
 * own.
 *
 * @throws {FileFormatError} when the bytes are no checkpoint.
 */
export function readContents(bytes: Uint8Array | ArrayBuffer): CheckpointContents {
  const { tensors, metadata } = loadSafetensors(bytes, { device: 'cpu', copy: true });
  if (metadata.format !== checkpointFormat) {
    throw new FileFormatError(
      `expected a checkpoint; this safetensors file has the format ${JSON.stringify(metadata.format)} ` +
        `in its metadata, not "${checkpointFormat}" (loadSafetensors reads any file)`,
    );
  }
  if (metadata.version !== checkpointVersion) {
    throw new FileFormatError(
      `checkpoint of version ${metadata.version}; this release reads version ${checkpointVersion}`,
    );
  }
  const state = decodeState({ json: parseJson(metadata.state), tensors });
  if (!isPlainObject(state) || !isPlainObject(state.progress)) {
    throw new FileFormatError('checkpoint: its state has no progress');
  }
  const { progress, ...parts } = state;
  return { parts, progress };
}

function parseJson(text: string | undefined): Json {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new FileFormatError('checkpoint: the state in its metadata is not JSON');
  }
}
