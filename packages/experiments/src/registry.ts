import type { Experiment } from './experiment.ts';

/** Every experiment, in the notebook's order. */
export const experiments: readonly Experiment[] = [];
