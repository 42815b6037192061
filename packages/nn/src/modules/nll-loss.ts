import type { Tensor } from '@chainrule/tensor';
import { type NllLossOptions, nllLoss } from '../functional/class-losses.ts';
import { checkReduction, type Reduction } from '../functional/reduction.ts';
import { Module } from '../module.ts';

/**
 * Minus the logarithm of the probability that each class gets, given logarithms of probabilities
 * as `LogSoftmax` makes them.
 *
 * @example
 * ```ts
 * const criterion = new NLLLoss();
 * criterion(new LogSoftmax(1)(zeros(2, 3)), tensor([0, 2], { dtype: 'int32' })).item(); // 1.0986...
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html
 */
export class NLLLoss extends Module<[x: Tensor, target: Tensor]> {
  readonly ignoreIndex: number;
  readonly reduction: Reduction;
  /** Multiplies the loss of each class; a buffer. */
  weight: Tensor | null;

  constructor({ weight = null, ignoreIndex = -100, reduction = 'mean' }: NllLossOptions = {}) {
    super();
    checkReduction(reduction);
    this.ignoreIndex = ignoreIndex;
    this.reduction = reduction;
    this.weight = this.registerBuffer('weight', weight);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction } = this;
    return nllLoss(x, target, { weight, ignoreIndex, reduction });
  }
}
