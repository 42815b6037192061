import { LRScheduler, type ScheduledOptimizer } from './lr-scheduler.ts';

/** Options of {@link PolynomialLR}. */
export interface PolynomialLROptions {
  /** After how many epochs the learning rate is 0. Default 5. */
  readonly totalIters?: number;
  /** The power; 1 is a straight line. Default 1. */
  readonly power?: number;
}

/**
 * Lets the learning rate fall to 0 as a power of the share of epochs that is left.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new PolynomialLR(optimizer, { totalIters: 4, power: 2 });
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.PolynomialLR.html
 */
export class PolynomialLR extends LRScheduler {
  totalIters: number;
  power: number;

  constructor(
    optimizer: ScheduledOptimizer,
    { totalIters = 5, power = 1 }: PolynomialLROptions = {},
  ) {
    super(optimizer);
    this.totalIters = totalIters;
    this.power = power;
    this.start();
  }

  protected override computeLrs(): number[] {
    const { lastEpoch, totalIters } = this;
    if (lastEpoch === 0 || lastEpoch > totalIters) return this.currentLrs();
    const left = (1 - lastEpoch / totalIters) / (1 - (lastEpoch - 1) / totalIters);
    return this.currentLrs().map((lr) => lr * left ** this.power);
  }
}
