import type { RunContext, Training } from '@chainrule/experiments';

/** States by model name, each as its `stateDict()` gives it. */
export type ModelStates = Readonly<Record<string, unknown>>;

/** A file format for trained models. */
export interface ModelFiles {
  read(path: string): Promise<ModelStates>;
  write(path: string, states: ModelStates): Promise<void>;
}

/** Loads models when they are built, and keeps hold of them to save them at the end. */
export interface ModelKeeper {
  readonly onBuilt: NonNullable<RunContext['onBuilt']>;
  save(path: string): Promise<void>;
}

/** Ties a run's models to files: `loadPath` is read into them before the first step. */
export function keepModels(files: ModelFiles, loadPath: string | undefined): ModelKeeper {
  let built: Training | undefined;
  return {
    async onBuilt(training) {
      built = training;
      if (loadPath === undefined) return;
      const states = await files.read(loadPath);
      for (const [name, model] of Object.entries(training.models)) {
        model.loadStateDict(states[name]);
      }
    },
    async save(path) {
      const models = Object.entries(built?.models ?? {});
      await files.write(
        path,
        Object.fromEntries(models.map(([name, model]) => [name, model.stateDict()])),
      );
    },
  };
}
