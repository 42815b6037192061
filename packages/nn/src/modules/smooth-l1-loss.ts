import type { Tensor } from '@chainrule/tensor';
import { checkReduction, type Reduction } from '../functional/reduction.ts';
import { type SmoothL1LossOptions, smoothL1Loss } from '../functional/regression-losses.ts';
import { Module } from '../module.ts';

/**
 * The distance from the target, its bend at 0 smoothed over a width of `beta`.
 *
 * @example
 * ```ts
 * const criterion = new SmoothL1Loss();
 * criterion(zeros(3), ones(3)).item();
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.SmoothL1Loss.html
 */
export class SmoothL1Loss extends Module<[x: Tensor, target: Tensor]> {
  readonly beta: number;
  readonly reduction: Reduction;

  constructor({ beta = 1, reduction = 'mean' }: SmoothL1LossOptions = {}) {
    super();
    checkReduction(reduction);
    this.beta = beta;
    this.reduction = reduction;
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(x, target, { beta: this.beta, reduction: this.reduction });
  }
}
