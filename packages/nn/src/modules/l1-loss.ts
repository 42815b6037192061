import type { Tensor } from '@chainrule/tensor';
import { checkReduction, type LossOptions, type Reduction } from '../functional/reduction.ts';
import { l1Loss } from '../functional/regression-losses.ts';
import { Module } from '../module.ts';

/**
 * The distance from the target.
 *
 * @example
 * ```ts
 * const criterion = new L1Loss();
 * criterion(zeros(3), ones(3)).item();
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.L1Loss.html
 */
export class L1Loss extends Module<[x: Tensor, target: Tensor]> {
  readonly reduction: Reduction;

  constructor({ reduction = 'mean' }: LossOptions = {}) {
    super();
    checkReduction(reduction);
    this.reduction = reduction;
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return l1Loss(x, target, { reduction: this.reduction });
  }
}
