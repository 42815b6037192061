import {
  type Experiment,
  parseParameter,
  type RunContext,
  type Settings,
  type Training,
} from '@chainrule/experiments';
import { writeFileAtomic } from '@chainrule/serialize/node';
import { ArgumentError } from '@chainrule/tensor';
import { failure, usageError } from './failure.ts';
import { readModels, writeModels } from './model-files.ts';
import { restoreRun, type SavedRun, writeRun } from './run-checkpoint.ts';
import { assertWritable } from './writable.ts';

/** The flags that tie a run to files. */
export interface FileOptions {
  readonly save?: string;
  readonly load?: string;
  readonly resume?: string;
  readonly checkpointEvery?: string;
}

/** What a run reads at its beginning, writes on its way, and writes at its end. */
export interface TrainingFiles {
  readonly context: Pick<RunContext, 'onBuilt' | 'checkpoints'>;
  /** Writes what is to be written when training is over. */
  finish(): Promise<void>;
}

/** Refuses flags that contradict each other, and files that could not be written later. */
export async function checkFileOptions(options: FileOptions): Promise<void> {
  const { save, load, resume, checkpointEvery } = options;
  if (load !== undefined && resume !== undefined) {
    throw usageError('--load and --resume: a run starts from one file; give one of them');
  }
  if (checkpointEvery !== undefined) {
    readEvery(checkpointEvery);
    if (save === undefined) throw usageError('--checkpoint-every: needs --save to say where to');
  }
  if (save !== undefined) await assertWritable('--save', save);
}

/** Ties a run to the files that its flags name; `saved` is what `--resume` named. */
export function tieToFiles(
  { id }: Experiment,
  settings: Settings,
  { save, load, checkpointEvery }: FileOptions,
  saved: SavedRun | undefined,
): TrainingFiles {
  let built: Training | undefined;
  let checkpointsKept = 0;
  const known = (): Training => {
    if (built !== undefined) return built;
    throw failure(`${id}: trains no model that could be saved, loaded or resumed`);
  };

  const onBuilt: NonNullable<RunContext['onBuilt']> = async (training) => {
    built = training;
    if (load !== undefined) await readModels(load, training.models);
    return saved === undefined ? undefined : restoreRun(saved, training);
  };
  if (save === undefined || checkpointEvery === undefined) {
    const finish = async (): Promise<void> => {
      if (save !== undefined) await writeModels(save, known().models);
      else if (load !== undefined || saved !== undefined) known();
    };
    return { context: { onBuilt }, finish };
  }
  const checkpoints: RunContext['checkpoints'] = {
    every: readEvery(checkpointEvery),
    async save(position) {
      await writeRun(save, known(), position, { experiment: id, settings });
      checkpointsKept++;
    },
  };
  const finish = async (): Promise<void> => {
    known();
    if (checkpointsKept > 0) return;
    if (saved === undefined) {
      throw failure(`--checkpoint-every: ${id} has no point from which it could go on`);
    }
    // The run was over when it was resumed, so its last checkpoint is the one it was resumed from.
    await writeFileAtomic(save, saved.bytes);
  };
  return { context: { onBuilt, checkpoints }, finish };
}

function readEvery(text: string): number {
  const parameter = { kind: 'integer', description: '', default: 1, minimum: 1 } as const;
  try {
    return parseParameter(parameter, text) as number;
  } catch (error) {
    if (error instanceof ArgumentError) throw usageError(`--checkpoint-every: ${error.message}`);
    throw error;
  }
}
