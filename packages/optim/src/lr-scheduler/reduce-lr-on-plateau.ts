import { ArgumentError, type Tensor } from '@chainrule/tensor';
import {
  learningRateOf,
  perGroup,
  type ScheduledOptimizer,
  setLearningRate,
} from './lr-scheduler.ts';

/** Options of {@link ReduceLROnPlateau}. */
export interface ReduceLROnPlateauOptions {
  /** Whether the measure should fall or rise. Default `min`. */
  readonly mode?: 'min' | 'max';
  /** What to multiply by, below 1. Default 0.1. */
  readonly factor?: number;
  /** How many epochs without improvement to sit out. Default 10. */
  readonly patience?: number;
  /** By how much a measure must be better to count. Default 1e-4. */
  readonly threshold?: number;
  /** Whether the threshold is a share of the best, or a number of its own. Default `rel`. */
  readonly thresholdMode?: 'rel' | 'abs';
  /** How many epochs to wait after a fall before counting again. Default 0. */
  readonly cooldown?: number;
  /** The lowest learning rate, or one for each group. Default 0. */
  readonly minLr?: number | readonly number[];
  /** A fall by no more than this isn't made. Default 1e-8. */
  readonly eps?: number;
}

/** What a {@link ReduceLROnPlateau} remembers. */
export interface PlateauState {
  best: number;
  numBadEpochs: number;
  cooldownCounter: number;
  lastEpoch: number;
}

/**
 * Multiplies the learning rate by `factor` when a measure has stopped to improve.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new ReduceLROnPlateau(optimizer, { patience: 3 });
 * scheduler.step(0.25); // the loss of the validation set
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html
 */
export class ReduceLROnPlateau {
  readonly optimizer: ScheduledOptimizer;
  private readonly options: Required<Omit<ReduceLROnPlateauOptions, 'minLr'>>;
  private readonly minLrs: readonly number[];
  private readonly progress: PlateauState;

  /** @throws {ArgumentError} when an option is out of range. */
  constructor(optimizer: ScheduledOptimizer, options: ReduceLROnPlateauOptions = {}) {
    const { minLr = 0, ...rest } = options;
    this.optimizer = optimizer;
    this.options = {
      mode: 'min',
      factor: 0.1,
      patience: 10,
      threshold: 1e-4,
      thresholdMode: 'rel',
      cooldown: 0,
      eps: 1e-8,
      ...rest,
    };
    checkOptions(this.options);
    this.minLrs = perGroup('minLr', minLr, optimizer);
    const worst = this.options.mode === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    this.progress = { best: worst, numBadEpochs: 0, cooldownCounter: 0, lastEpoch: 0 };
  }

  /** Takes the measure of an epoch. */
  step(metrics: number | Tensor): void {
    const current = typeof metrics === 'number' ? metrics : metrics.item();
    const { progress, options } = this;
    progress.lastEpoch++;
    if (this.isBetter(current)) {
      progress.best = current;
      progress.numBadEpochs = 0;
    } else {
      progress.numBadEpochs++;
    }
    if (progress.cooldownCounter > 0) {
      progress.cooldownCounter--;
      progress.numBadEpochs = 0;
    }
    if (progress.numBadEpochs <= options.patience) return;
    this.reduce();
    progress.cooldownCounter = options.cooldown;
    progress.numBadEpochs = 0;
  }

  private isBetter(current: number): boolean {
    const { mode, threshold, thresholdMode } = this.options;
    const { best } = this.progress;
    if (mode === 'min') {
      return current < (thresholdMode === 'rel' ? best * (1 - threshold) : best - threshold);
    }
    return current > (thresholdMode === 'rel' ? best * (1 + threshold) : best + threshold);
  }

  private reduce(): void {
    this.optimizer.paramGroups.forEach((group, index) => {
      const before = learningRateOf(group);
      const after = Math.max(before * this.options.factor, this.minLrs[index] as number);
      if (before - after > this.options.eps) setLearningRate(group, after);
    });
  }

  /** The learning rate of each group. */
  getLastLr(): number[] {
    return this.optimizer.paramGroups.map(learningRateOf);
  }

  /** All that the scheduler remembers between steps. */
  stateDict(): PlateauState {
    return { ...this.progress };
  }

  /** Goes on from what {@link ReduceLROnPlateau.stateDict} gave. */
  loadStateDict({ best, numBadEpochs, cooldownCounter, lastEpoch }: PlateauState): void {
    Object.assign(this.progress, { best, numBadEpochs, cooldownCounter, lastEpoch });
  }
}

function checkOptions({ mode, factor, thresholdMode }: ReduceLROnPlateauOptions): void {
  if (mode !== 'min' && mode !== 'max') {
    throw new ArgumentError(`mode is 'min' or 'max'; got ${String(mode)}`);
  }
  if (thresholdMode !== 'rel' && thresholdMode !== 'abs') {
    throw new ArgumentError(`thresholdMode is 'rel' or 'abs'; got ${String(thresholdMode)}`);
  }
  if (factor === undefined || !(factor < 1)) {
    throw new ArgumentError(`factor is below 1, so that the learning rate falls; got ${factor}`);
  }
}
