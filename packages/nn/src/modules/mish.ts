import type { Tensor } from '@chainrule/tensor';
import type { InplaceOptions } from '../functional/in-place.ts';
import { mish } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';

/**
 * `x * tanh(softplus(x))`, elementwise.
 *
 * @example
 * ```ts
 * new Mish()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Mish.html
 */
export class Mish extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return mish(x, { inplace: this.inplace });
  }

  override extraRepr(): string {
    return this.inplace ? 'inplace=True' : '';
  }
}
