import type { Tensor } from '@chainrule/tensor';
import { type BinaryCrossEntropyOptions, binaryCrossEntropy } from '../functional/binary-losses.ts';
import { checkReduction, type Reduction } from '../functional/reduction.ts';
import { Module } from '../module.ts';

/**
 * How far probabilities are from targets: the binary cross entropy.
 *
 * @example
 * ```ts
 * const criterion = new BCELoss();
 * criterion(tensor([0.9, 0.1]), tensor([1, 0])).item(); // 0.1053...
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.BCELoss.html
 */
export class BCELoss extends Module<[x: Tensor, target: Tensor]> {
  readonly reduction: Reduction;
  /** Multiplies the loss of each element; a buffer. */
  weight: Tensor | null;

  constructor({ weight = null, reduction = 'mean' }: BinaryCrossEntropyOptions = {}) {
    super();
    checkReduction(reduction);
    this.reduction = reduction;
    this.weight = this.registerBuffer('weight', weight);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return binaryCrossEntropy(x, target, { weight: this.weight, reduction: this.reduction });
  }
}
