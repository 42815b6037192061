import type { Tensor } from '@chainrule/tensor';
import { type CrossEntropyOptions, crossEntropy } from '../functional/class-losses.ts';
import { checkReduction, type Reduction } from '../functional/reduction.ts';
import { Module } from '../module.ts';

/**
 * How far the softmax of scores is from targets, which are classes or the probabilities of all
 * classes.
 *
 * @example
 * ```ts
 * const criterion = new CrossEntropyLoss();
 * criterion(zeros(2, 3), tensor([0, 2], { dtype: 'int32' })).item(); // 1.0986...
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html
 */
export class CrossEntropyLoss extends Module<[x: Tensor, target: Tensor]> {
  readonly ignoreIndex: number;
  readonly labelSmoothing: number;
  readonly reduction: Reduction;
  /** Multiplies the loss of each class; a buffer. */
  weight: Tensor | null;

  constructor(options: CrossEntropyOptions = {}) {
    super();
    const { weight = null, ignoreIndex = -100, labelSmoothing = 0, reduction = 'mean' } = options;
    checkReduction(reduction);
    this.ignoreIndex = ignoreIndex;
    this.labelSmoothing = labelSmoothing;
    this.reduction = reduction;
    this.weight = this.registerBuffer('weight', weight);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, labelSmoothing, reduction } = this;
    return crossEntropy(x, target, { weight, ignoreIndex, labelSmoothing, reduction });
  }
}
