import type { Tensor } from '@chainrule/tensor';
import { checkReduction, type Reduction } from '../functional/reduction.ts';
import { type HuberLossOptions, huberLoss } from '../functional/regression-losses.ts';
import { Module } from '../module.ts';

/**
 * Half the squared distance from the target up to `delta`, a line beyond.
 *
 * @example
 * ```ts
 * const criterion = new HuberLoss();
 * criterion(zeros(3), ones(3)).item();
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.HuberLoss.html
 */
export class HuberLoss extends Module<[x: Tensor, target: Tensor]> {
  readonly delta: number;
  readonly reduction: Reduction;

  constructor({ delta = 1, reduction = 'mean' }: HuberLossOptions = {}) {
    super();
    checkReduction(reduction);
    this.delta = delta;
    this.reduction = reduction;
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return huberLoss(x, target, { delta: this.delta, reduction: this.reduction });
  }
}
