import type { Experiment, RunPosition, Training } from '@chainrule/experiments';
import { loadCheckpoint, type OneOrNamed, type Stateful } from '@chainrule/serialize';
import { writeCheckpointFile } from '@chainrule/serialize/node';
import { failure } from './failure.ts';
import { decodeFile, readBytes } from './readable.ts';

/** The settings of a run as a checkpoint keeps them. */
export type SavedSettings = Readonly<Record<string, number | string | null>>;

/** What a checkpoint says of the run that it belongs to. */
interface RunDescription {
  readonly experiment: string;
  readonly settings: SavedSettings;
  readonly extra?: unknown;
}

/** A checkpoint that a run is to go on from. */
export interface SavedRun {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly settings: SavedSettings;
}

/** Writes all that a run needs to go on from this position. */
export async function writeRun(
  path: string,
  training: Training,
  { done, extra }: RunPosition,
  run: Omit<RunDescription, 'extra'>,
): Promise<void> {
  await writeCheckpointFile(path, { ...partsOf(training), step: done, extra: { ...run, extra } });
}

/** Reads the checkpoint that `--resume` names, which has to be one of this experiment. */
export async function readRun(path: string, { id }: Experiment): Promise<SavedRun> {
  const bytes = await readBytes('--resume', path);
  const { extra } = decodeFile('--resume', path, () => loadCheckpoint(bytes, { generator: null }));
  if (!isRunDescription(extra)) {
    throw failure(`--resume: ${path}: a checkpoint, but not one that --checkpoint-every wrote`);
  }
  if (extra.experiment !== id) {
    throw failure(`--resume: ${path}: a checkpoint of ${extra.experiment}, not of ${id}`);
  }
  return { path, bytes, settings: extra.settings };
}

/** Puts the run back to where the checkpoint was written, and says where that was. */
export function restoreRun({ path, bytes }: SavedRun, training: Training): RunPosition {
  const { step, extra } = decodeFile('--resume', path, () =>
    loadCheckpoint(bytes, partsOf(training)),
  );
  return { done: step ?? 0, extra: (extra as RunDescription).extra };
}

function partsOf({ models, optimizers }: Training): {
  model?: OneOrNamed<Stateful>;
  optimizer?: OneOrNamed<Stateful>;
} {
  return {
    ...(Object.keys(models).length > 0 && { model: models }),
    ...(Object.keys(optimizers).length > 0 && { optimizer: optimizers }),
  };
}

function isRunDescription(value: unknown): value is RunDescription {
  if (typeof value !== 'object' || value === null) return false;
  if (!('experiment' in value) || !('settings' in value)) return false;
  return (
    typeof value.experiment === 'string' &&
    typeof value.settings === 'object' &&
    value.settings !== null
  );
}
