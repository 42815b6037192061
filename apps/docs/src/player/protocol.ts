import type {
  Comparison,
  ExperimentEvent,
  LayerHistogram,
  LayerState,
  PredictionEvent,
} from '@chainrule/experiments';
import type { Problem } from './problem.ts';

/** What a run is to be. */
export interface RunRequest {
  readonly experiment: string;
  readonly settings: Readonly<Record<string, number | string | null>>;
  readonly device: string;
  readonly eager: boolean;
  /** Steps a second, or `null` for as many as there can be. */
  readonly speed: number | null;
  /** Where the site's files are, with a slash at the end. */
  readonly base: string;
}

/** What the page tells its worker. */
export type Command =
  | { readonly type: 'run'; readonly request: RunRequest }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Take so many steps, then pause again. */
  | { readonly type: 'step'; readonly count: number }
  | { readonly type: 'speed'; readonly speed: number | null }
  | { readonly type: 'classify'; readonly pixels: Float32Array }
  | { readonly type: 'save' };

/** A net on the plane as it is at one moment. */
export interface PlaneLook {
  readonly kind: 'plane';
  readonly layers: readonly LayerState[];
  /** What each unit answers on the grid, layer by layer; the last is the net's own answer. */
  readonly surfaces: readonly (readonly Float32Array[])[];
}

/** What can be seen of one net on digits. */
export interface DigitModelLook {
  readonly name: string;
  readonly predictions: readonly PredictionEvent[];
  /** The weights of the first units of the first layer, 784 each, and how many units those are. */
  readonly firstWeights: Float32Array;
  readonly histograms: readonly LayerHistogram[];
}

/** Nets on digits as they are at one moment. */
export interface DigitsLook {
  readonly kind: 'digits';
  readonly models: readonly DigitModelLook[];
}

/** The loss of each model at some steps. */
export interface LossPoints {
  readonly steps: readonly number[];
  /** For each model, as many as there are steps. */
  readonly costs: readonly (readonly number[])[];
}

/** What the worker tells its page. */
export type Report =
  | { readonly type: 'download'; readonly loaded: number }
  | { readonly type: 'event'; readonly event: ExperimentEvent }
  | {
      readonly type: 'moment';
      readonly done: number;
      readonly total: number;
      readonly points: LossPoints;
      readonly look?: PlaneLook | DigitsLook;
    }
  | {
      readonly type: 'confusion';
      readonly matrices: readonly { readonly name: string; readonly counts: number[][] }[];
    }
  | { readonly type: 'paused' }
  | { readonly type: 'finished'; readonly comparison?: Comparison }
  | {
      readonly type: 'classified';
      readonly answers: readonly { readonly name: string; readonly probabilities: Float32Array }[];
    }
  | { readonly type: 'saved'; readonly bytes: Uint8Array }
  | { readonly type: 'failed'; readonly problem: Problem };
