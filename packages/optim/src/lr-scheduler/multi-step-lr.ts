import { LRScheduler, type ScheduledOptimizer, withFirst } from './lr-scheduler.ts';

/** Options of {@link MultiStepLR}. */
export interface MultiStepLROptions {
  /** The epochs at which the learning rate falls; one that comes twice counts twice. */
  readonly milestones: readonly number[];
  /** What to multiply by. Default 0.1. */
  readonly gamma?: number;
}

/**
 * Multiplies the learning rate by `gamma` at each milestone.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new MultiStepLR(optimizer, [30, 80], { gamma: 0.1 });
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html
 */
export class MultiStepLR extends LRScheduler {
  milestones: readonly number[];
  gamma: number;

  constructor(
    optimizer: ScheduledOptimizer,
    first: readonly number[] | MultiStepLROptions,
    rest: Omit<MultiStepLROptions, 'milestones'> = {},
  ) {
    super(optimizer);
    const { milestones, gamma = 0.1 } = withFirst<MultiStepLROptions>('milestones', first, rest);
    this.milestones = milestones;
    this.gamma = gamma;
    this.start();
  }

  protected override computeLrs(): number[] {
    const falls = this.milestones.filter((milestone) => milestone === this.lastEpoch).length;
    return this.currentLrs().map((lr) => (falls === 0 ? lr : lr * this.gamma ** falls));
  }
}
