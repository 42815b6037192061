import { LRScheduler, perGroup, type ScheduledOptimizer } from './lr-scheduler.ts';

/** What to multiply by, for each epoch from 0. */
export type Factor = (epoch: number) => number;

/**
 * The initial learning rate times a function of the epoch.
 *
 * @example
 * ```ts
 * const optimizer = new SGD([ones(1)], { lr: 0.1 });
 * const scheduler = new LambdaLR(optimizer, (epoch) => 0.95 ** epoch);
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html
 */
export class LambdaLR extends LRScheduler {
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
    return this.baseLrs.map((lr, index) => lr * (this.lambdas[index] as Factor)(this.lastEpoch));
  }
}
