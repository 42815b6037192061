import { ArgumentError } from '@chainrule/tensor';
import { LRScheduler, type ScheduledOptimizer } from './lr-scheduler.ts';

/** Options of {@link ConstantLR}. */
export interface ConstantLROptions {
  /** What to multiply by, from 0 to 1. Default 1/3. */
  readonly factor?: number;
  /** For how many epochs. Default 5. */
  readonly totalIters?: number;
}

/**
 * Multiplies the learning rate by `factor` for the first `totalIters` epochs.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new ConstantLR(optimizer, { factor: 0.5, totalIters: 4 });
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ConstantLR.html
 */
export class ConstantLR extends LRScheduler {
  factor: number;
  totalIters: number;

  /** @throws {ArgumentError} when `factor` is not from 0 to 1. */
  constructor(optimizer: ScheduledOptimizer, options: ConstantLROptions = {}) {
    super(optimizer);
    const { factor = 1 / 3, totalIters = 5 } = options;
    if (!(factor >= 0 && factor <= 1)) {
      throw new ArgumentError(`factor of ConstantLR is from 0 to 1; got ${factor}`);
    }
    this.factor = factor;
    this.totalIters = totalIters;
    this.start();
  }

  protected override computeLrs(): number[] {
    return this.currentLrs().map((lr) => {
      if (this.lastEpoch === 0) return lr * this.factor;
      return this.lastEpoch === this.totalIters ? lr * (1 / this.factor) : lr;
    });
  }
}
