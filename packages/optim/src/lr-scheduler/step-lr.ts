import {
  checkPositiveInteger,
  LRScheduler,
  type ScheduledOptimizer,
  withFirst,
} from './lr-scheduler.ts';

/** Options of {@link StepLR}. */
export interface StepLROptions {
  /** How many epochs lie between two falls. */
  readonly stepSize: number;
  /** What to multiply by. Default 0.1. */
  readonly gamma?: number;
}

/**
 * Multiplies the learning rate by `gamma` every `stepSize` epochs.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new StepLR(optimizer, { stepSize: 30, gamma: 0.1 });
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html
 */
export class StepLR extends LRScheduler {
  stepSize: number;
  gamma: number;

  /** @throws {ArgumentError} when `stepSize` is not a whole number of at least 1. */
  constructor(
    optimizer: ScheduledOptimizer,
    first: number | StepLROptions,
    rest: Omit<StepLROptions, 'stepSize'> = {},
  ) {
    super(optimizer);
    const { stepSize, gamma = 0.1 } = withFirst<StepLROptions>('stepSize', first, rest);
    checkPositiveInteger('stepSize', stepSize);
    this.stepSize = stepSize;
    this.gamma = gamma;
    this.start();
  }

  protected override computeLrs(): number[] {
    const falls = this.lastEpoch > 0 && this.lastEpoch % this.stepSize === 0;
    return this.currentLrs().map((lr) => (falls ? lr * this.gamma : lr));
  }
}
