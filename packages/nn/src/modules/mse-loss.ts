import type { Tensor } from '@chainrule/tensor';
import { checkReduction, type LossOptions, type Reduction } from '../functional/reduction.ts';
import { mseLoss } from '../functional/regression-losses.ts';
import { Module } from '../module.ts';

/**
 * The squared distance from the target.
 *
 * @example
 * ```ts
 * const criterion = new MSELoss();
 * criterion(zeros(3), ones(3)).item();
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.MSELoss.html
 */
export class MSELoss extends Module<[x: Tensor, target: Tensor]> {
  readonly reduction: Reduction;

  constructor({ reduction = 'mean' }: LossOptions = {}) {
    super();
    checkReduction(reduction);
    this.reduction = reduction;
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return mseLoss(x, target, { reduction: this.reduction });
  }
}
