import type { Tensor } from '@chainrule/tensor';
import { type NamedOr, named } from '../functional/named.ts';
import { celu, type EluOptions } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';
import { pythonFloat } from '../repr.ts';

/**
 * `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`, elementwise.
 *
 * @example
 * ```ts
 * new CELU()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.CELU.html
 */
export class CELU extends Module {
  readonly alpha: number;
  readonly inplace: boolean;

  constructor(...given: NamedOr<EluOptions, [alpha?: number]>) {
    super();
    const { alpha = 1, inplace = false } = named<EluOptions>(['alpha'], given);
    this.alpha = alpha;
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return celu(x, { alpha: this.alpha, inplace: this.inplace });
  }

  override extraRepr(): string {
    return `alpha=${pythonFloat(this.alpha)}${this.inplace ? ', inplace=True' : ''}`;
  }
}
