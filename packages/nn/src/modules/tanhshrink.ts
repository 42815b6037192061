import type { Tensor } from '@chainrule/tensor';
import { tanhshrink } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';

/**
 * `x - tanh(x)`, elementwise.
 *
 * @example
 * ```ts
 * new Tanhshrink()(zeros(2));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Tanhshrink.html
 */
export class Tanhshrink extends Module {
  override forward(x: Tensor): Tensor {
    return tanhshrink(x);
  }
}
