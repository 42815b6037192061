import { ArgumentError } from '@chainrule/tensor';
import { LRScheduler, type ScheduledOptimizer } from './lr-scheduler.ts';

/** Options of {@link LinearLR}. */
export interface LinearLROptions {
  /** What the learning rate is multiplied by at first, from 0 to 1. Default 1/3. */
  readonly startFactor?: number;
  /** What it is multiplied by at the end, from 0 to 1. Default 1. */
  readonly endFactor?: number;
  /** After how many epochs that is. Default 5. */
  readonly totalIters?: number;
}

/**
 * Moves a factor of the learning rate in a straight line, as a warm-up does.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new LinearLR(optimizer, { startFactor: 0.1, totalIters: 10 });
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html
 */
export class LinearLR extends LRScheduler {
  startFactor: number;
  endFactor: number;
  totalIters: number;

  /** @throws {ArgumentError} when a factor is not from 0 to 1. */
  constructor(optimizer: ScheduledOptimizer, options: LinearLROptions = {}) {
    super(optimizer);
    const { startFactor = 1 / 3, endFactor = 1, totalIters = 5 } = options;
    for (const [name, factor] of Object.entries({ startFactor, endFactor })) {
      if (factor >= 0 && factor <= 1) continue;
      throw new ArgumentError(`${name} of LinearLR is from 0 to 1; got ${factor}`);
    }
    this.startFactor = startFactor;
    this.endFactor = endFactor;
    this.totalIters = totalIters;
    this.start();
  }

  protected override computeLrs(): number[] {
    const { lastEpoch, startFactor, totalIters } = this;
    if (lastEpoch === 0) return this.currentLrs().map((lr) => lr * startFactor);
    if (lastEpoch > totalIters) return this.currentLrs();
    const slope = this.endFactor - startFactor;
    const growth = 1 + slope / (totalIters * startFactor + (lastEpoch - 1) * slope);
    return this.currentLrs().map((lr) => lr * growth);
  }
}
