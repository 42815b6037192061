import { logSigmoid, type Tensor } from '@chainrule/tensor';
import { Module } from '../module.ts';

/**
 * `log(sigmoid(x))`, elementwise and without overflow.
 *
 * @example
 * ```ts
 * new LogSigmoid()(zeros(2));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.LogSigmoid.html
 */
export class LogSigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return logSigmoid(x);
  }
}
