import { sigmoid, type Tensor } from '@chainrule/tensor';
import { Module } from '../module.ts';

/**
 * The logistic function, `1 / (1 + exp(-x))`, elementwise.
 *
 * @example
 * ```ts
 * new Sigmoid()(zeros(2));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html
 */
export class Sigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return sigmoid(x);
  }
}
