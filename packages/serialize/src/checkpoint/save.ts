import { defaultGenerator } from '@chainrule/tensor';
import { saveSafetensors } from '../safetensors/save.ts';
import { checkpointFormat, checkpointVersion } from './format.ts';
import { encodeState } from './state.ts';
import { type CheckpointParts, targetsOf } from './targets.ts';

/** How far training has come, and what else belongs to it. */
export interface Progress {
  /** Steps done. */
  readonly step?: number;
  /** Epochs done. */
  readonly epoch?: number;
  /**
   * Anything that training has to know to go on: numbers, text, tensors, in lists and plain
   * objects.
   */
  readonly extra?: unknown;
}

/** What {@link saveCheckpoint} takes. */
export interface Checkpoint extends CheckpointParts, Progress {}

/**
 * Everything that training needs to go on, as the bytes of one safetensors file.
 *
 * Models, optimizers and schedulers are asked for their `stateDict()`. The file is an ordinary one:
 * any reader finds the weights under `model.`, such as `model.0.weight`.
 *
 * The state is that at the time of the call, even if training goes on before the promise is
 * fulfilled.
 *
 * @throws {ArgumentError} (as a rejection) that names a state which a file cannot hold.
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * const optimizer = new Adam(model.parameters());
 * const bytes = await saveCheckpoint({ model, optimizer, step: 100 });
 * const { step } = loadCheckpoint(bytes, { model, optimizer });
 * step; // 100
 * ```
 * @see https://pytorch.org/tutorials/recipes/recipes/saving_and_loading_a_general_checkpoint.html
 */
export async function saveCheckpoint(checkpoint: Checkpoint): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Record<string, Record<string, unknown>> = {};
  for (const { kind, name, read } of targetsOf(checkpoint, defaultGenerator)) {
    parts[kind] = { ...parts[kind], [name]: read() };
  }
  const { step, epoch, extra } = checkpoint;
  const { json, tensors } = encodeState({ ...parts, progress: { step, epoch, extra } });
  return await saveSafetensors(tensors, {
    format: checkpointFormat,
    version: checkpointVersion,
    state: JSON.stringify(json),
  });
}
