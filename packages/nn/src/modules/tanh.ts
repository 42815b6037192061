import { type Tensor, tanh } from '@chainrule/tensor';
import { Module } from '../module.ts';

/**
 * The hyperbolic tangent, elementwise.
 *
 * @example
 * ```ts
 * new Tanh()(zeros(2));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Tanh.html
 */
export class Tanh extends Module {
  override forward(x: Tensor): Tensor {
    return tanh(x);
  }
}
