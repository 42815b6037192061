import type { Factor } from './lambda-lr.ts';
import { LRScheduler, perGroup, type ScheduledOptimizer } from './lr-scheduler.ts';

/**
 * Multiplies the learning rate by a function of the epoch, each epoch anew.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new MultiplicativeLR(optimizer, () => 0.95);
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiplicativeLR.html
 */
export class MultiplicativeLR extends LRScheduler {
  private readonly lambdas: readonly Factor[];

  /**
   * @param lambda - the function, or one for each group.
   * @throws {ArgumentError} when there are not as many as groups.
   */
  constructor(optimizer: ScheduledOptimizer, lambda: Factor | readonly Factor[]) {
    super(optimizer);
    this.lambdas = perGroup('lambda', lambda, optimizer);
    this.start();
  }

  protected override computeLrs(): number[] {
    if (this.lastEpoch === 0) return this.currentLrs();
    return this.currentLrs().map(
      (lr, index) => lr * (this.lambdas[index] as Factor)(this.lastEpoch),
    );
  }
}
