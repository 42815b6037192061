import { LRScheduler, type ScheduledOptimizer, withFirst } from './lr-scheduler.ts';

/** Options of {@link ExponentialLR}. */
export interface ExponentialLROptions {
  /** What to multiply by every epoch. */
  readonly gamma: number;
}

/**
 * Multiplies the learning rate by `gamma` every epoch.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new ExponentialLR(optimizer, { gamma: 0.9 });
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html
 */
export class ExponentialLR extends LRScheduler {
  gamma: number;

  constructor(optimizer: ScheduledOptimizer, gamma: number | ExponentialLROptions) {
    super(optimizer);
    this.gamma = withFirst<ExponentialLROptions>('gamma', gamma, {}).gamma;
    this.start();
  }

  protected override computeLrs(): number[] {
    return this.currentLrs().map((lr) => (this.lastEpoch === 0 ? lr : lr * this.gamma));
  }
}
