import type { Tensor } from '@chainrule/tensor';
import { softsign } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';

/**
 * `x / (1 + |x|)`, elementwise.
 *
 * @example
 * ```ts
 * new Softsign()(zeros(2));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Softsign.html
 */
export class Softsign extends Module {
  override forward(x: Tensor): Tensor {
    return softsign(x);
  }
}
