import type { Tensor } from '@chainrule/tensor';
import { type NamedOr, named } from '../functional/named.ts';
import { type EluOptions, elu } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';
import { pythonFloat } from '../repr.ts';

/**
 * `x` where it is positive, `alpha * (exp(x) - 1)` elsewhere.
 *
 * @example
 * ```ts
 * new ELU()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.ELU.html
 */
export class ELU extends Module {
  readonly alpha: number;
  readonly inplace: boolean;

  constructor(...given: NamedOr<EluOptions, [alpha?: number]>) {
    super();
    const { alpha = 1, inplace = false } = named<EluOptions>(['alpha'], given);
    this.alpha = alpha;
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return elu(x, { alpha: this.alpha, inplace: this.inplace });
  }

  override extraRepr(): string {
    return `alpha=${pythonFloat(this.alpha)}${this.inplace ? ', inplace=True' : ''}`;
  }
}
