import type { Tensor } from '@chainrule/tensor';
import type { InplaceOptions } from '../functional/in-place.ts';
import { hardswish } from '../functional/piecewise-activations.ts';
import { Module } from '../module.ts';

/**
 * `x * hardsigmoid(x)`, elementwise.
 *
 * @example
 * ```ts
 * new Hardswish()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Hardswish.html
 */
export class Hardswish extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return hardswish(x, { inplace: this.inplace });
  }
}
