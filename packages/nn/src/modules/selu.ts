import type { Tensor } from '@chainrule/tensor';
import type { InplaceOptions } from '../functional/in-place.ts';
import { selu } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';

/**
 * The scaled exponential linear unit, which keeps mean 0 and variance 1.
 *
 * @example
 * ```ts
 * new SELU()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.SELU.html
 */
export class SELU extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return selu(x, { inplace: this.inplace });
  }

  override extraRepr(): string {
    return this.inplace ? 'inplace=True' : '';
  }
}
