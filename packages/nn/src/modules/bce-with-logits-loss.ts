import type { Tensor } from '@chainrule/tensor';
import {
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropyWithLogits,
} from '../functional/binary-losses.ts';
import { checkReduction, type Reduction } from '../functional/reduction.ts';
import { Module } from '../module.ts';

/**
 * The binary cross entropy of scores, of which the sigmoid is the probability; exact where a
 * sigmoid and a logarithm one after the other would not be.
 *
 * @example
 * ```ts
 * const criterion = new BCEWithLogitsLoss();
 * criterion(tensor([100, -100]), tensor([1, 0])).item(); // 0
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html
 */
export class BCEWithLogitsLoss extends Module<[x: Tensor, target: Tensor]> {
  readonly reduction: Reduction;
  /** Multiplies the loss of each element; a buffer. */
  weight: Tensor | null;
  /** Multiplies what positive targets add to the loss; a buffer. */
  posWeight: Tensor | null;

  constructor(options: BinaryCrossEntropyWithLogitsOptions = {}) {
    super();
    const { weight = null, posWeight = null, reduction = 'mean' } = options;
    checkReduction(reduction);
    this.reduction = reduction;
    this.weight = this.registerBuffer('weight', weight);
    this.posWeight = this.registerBuffer('posWeight', posWeight);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, posWeight, reduction } = this;
    return binaryCrossEntropyWithLogits(x, target, { weight, posWeight, reduction });
  }
}
