import type { Tensor } from '@chainrule/tensor';
import { type KlDivOptions, klDiv } from '../functional/class-losses.ts';
import { checkReduction, type Reduction } from '../functional/reduction.ts';
import { Module } from '../module.ts';

/**
 * The Kullback-Leibler divergence of a target from logarithms of probabilities.
 *
 * @example
 * ```ts
 * const criterion = new KLDivLoss({ reduction: 'batchmean' });
 * criterion(new LogSoftmax(1)(zeros(2, 3)), full([2, 3], 1 / 3)).item(); // 0
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.KLDivLoss.html
 */
export class KLDivLoss extends Module<[x: Tensor, target: Tensor]> {
  readonly logTarget: boolean;
  readonly reduction: Reduction | 'batchmean';

  constructor({ logTarget = false, reduction = 'mean' }: KlDivOptions = {}) {
    super();
    checkReduction(reduction, ['mean', 'sum', 'none', 'batchmean']);
    this.logTarget = logTarget;
    this.reduction = reduction;
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return klDiv(x, target, { logTarget: this.logTarget, reduction: this.reduction });
  }
}
