import {
  checkPositiveInteger,
  LRScheduler,
  type ScheduledOptimizer,
  withFirst,
} from './lr-scheduler.ts';

/** Options of {@link CosineAnnealingLR}. */
export interface CosineAnnealingLROptions {
  /** After how many epochs the learning rate is at its lowest; PyTorch's `T_max`. */
  readonly tMax: number;
  /** The lowest learning rate. Default 0. */
  readonly etaMin?: number;
}

/**
 * Lets the learning rate fall along half a cosine, and rise again after `tMax` epochs.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new CosineAnnealingLR(optimizer, { tMax: 50 });
 * ```
 * @see Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017).
 */
export class CosineAnnealingLR extends LRScheduler {
  tMax: number;
  etaMin: number;

  /** @throws {ArgumentError} when `tMax` is not a whole number of at least 1. */
  constructor(
    optimizer: ScheduledOptimizer,
    first: number | CosineAnnealingLROptions,
    rest: Omit<CosineAnnealingLROptions, 'tMax'> = {},
  ) {
    super(optimizer);
    const { tMax, etaMin = 0 } = withFirst<CosineAnnealingLROptions>('tMax', first, rest);
    checkPositiveInteger('tMax', tMax);
    this.tMax = tMax;
    this.etaMin = etaMin;
    this.start();
  }

  protected override computeLrs(): number[] {
    const { lastEpoch, tMax, etaMin } = this;
    if (lastEpoch === 0) return this.currentLrs();
    // From the learning rate as it is now, so that another scheduler's changes stay.
    const height = (epoch: number): number => 1 + Math.cos((Math.PI * epoch) / tMax);
    return this.currentLrs().map((lr, index) => {
      const isLowest = (lastEpoch - 1 - tMax) % (2 * tMax) === 0;
      if (!isLowest) return (height(lastEpoch) / height(lastEpoch - 1)) * (lr - etaMin) + etaMin;
      const range = (this.baseLrs[index] as number) - etaMin;
      return lr + (range * (1 - Math.cos(Math.PI / tMax))) / 2;
    });
  }
}
