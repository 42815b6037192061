/** A model that is being trained, by the name that every later event calls it. */
export interface ModelSummary {
  readonly name: string;
  /** How many numbers it learns. */
  readonly parameterCount: number;
}

/** The first event: what is about to run, every setting spelt out. */
export interface StartEvent {
  readonly type: 'start';
  readonly experiment: string;
  readonly settings: Readonly<Record<string, number | string | null>>;
  readonly device: string;
  readonly models: readonly ModelSummary[];
}

/** The cost at one step, as the notebook prints it. */
export interface StepEvent {
  readonly type: 'step';
  readonly step: number;
  readonly cost: number;
  /** Which model, where several are trained. */
  readonly model?: string;
}

/** One model after one pass over the training set; accuracies are fractions from 0 to 1. */
export interface EpochEvent {
  readonly type: 'epoch';
  /** Counted from 1. */
  readonly epoch: number;
  readonly model: string;
  readonly loss: number;
  readonly accuracy: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Wall-clock time that training and testing took. */
  readonly seconds: number;
}

/** How far long work has come; it says nothing that a later event does not sum up. */
export interface ProgressEvent {
  readonly type: 'progress';
  /** What is going on, such as `epoch 1/5`. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** What is counted, in the plural, such as `images`. */
  readonly unit: string;
  readonly loss: number;
  readonly itemsPerSecond: number;
}

/** One test image beside what a model takes it for. */
export interface PredictionEvent {
  readonly type: 'prediction';
  readonly model: string;
  /** Its place in the test set. */
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 (background) to 255 (ink). */
  readonly pixels: readonly number[];
  readonly label: number;
  readonly predicted: number;
  /** The softmax probability of the predicted class. */
  readonly probability: number;
}

/** A training sample on the plane, with its class. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** A model of two inputs and one output, evaluated on a grid. */
export interface SurfaceEvent {
  readonly type: 'surface';
  readonly model: string;
  /** The lowest and the highest input along each axis. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly columns: number;
  readonly rows: number;
  /** `rows * columns` outputs, row by row, the row of the lowest `y` first. */
  readonly values: readonly number[];
  readonly points: readonly LabelledPoint[];
}

/** How the outputs of one layer are spread. */
export interface LayerHistogram {
  readonly layer: string;
  /** The lower edge of the first bin and the upper edge of the last; bins are equally wide. */
  readonly range: readonly [number, number];
  readonly counts: readonly number[];
  readonly mean: number;
  readonly standardDeviation: number;
}

/** The spread of activations through a model, layer by layer. */
export interface HistogramEvent {
  readonly type: 'histogram';
  readonly model: string;
  readonly layers: readonly LayerHistogram[];
}

/** How one model ended. */
export interface ModelResult {
  readonly model: string;
  readonly loss: number;
  readonly accuracy?: number;
  readonly testLoss?: number;
  readonly testAccuracy?: number;
}

/** The last event: where the run ended. */
export interface ResultEvent {
  readonly type: 'result';
  readonly experiment: string;
  readonly seconds: number;
  readonly models: readonly ModelResult[];
  /** The predictions for the training inputs after the last step, where they are few. */
  readonly hypothesis?: readonly (readonly number[])[];
  /** The same predictions as PyTorch prints the tensor. */
  readonly printed?: string;
}

/**
 * What a running experiment reports, in order: `start`, then any of the others, then `result`.
 *
 * Events are plain data: they survive `JSON.stringify` and `postMessage`, so a run can be piped to
 * another program or drawn from a worker. JSON has no NaN: a diverged cost reads `null` there.
 */
export type ExperimentEvent =
  | StartEvent
  | StepEvent
  | EpochEvent
  | ProgressEvent
  | PredictionEvent
  | SurfaceEvent
  | HistogramEvent
  | ResultEvent;
