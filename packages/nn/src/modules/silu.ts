import type { Tensor } from '@chainrule/tensor';
import type { InplaceOptions } from '../functional/in-place.ts';
import { silu } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';

/**
 * `x * sigmoid(x)`, elementwise; also called swish.
 *
 * @example
 * ```ts
 * new SiLU()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.SiLU.html
 */
export class SiLU extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return silu(x, { inplace: this.inplace });
  }

  override extraRepr(): string {
    return this.inplace ? 'inplace=True' : '';
  }
}
