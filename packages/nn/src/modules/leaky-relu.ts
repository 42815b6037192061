import type { Tensor } from '@chainrule/tensor';
import { type NamedOr, named } from '../functional/named.ts';
import { type LeakyReluOptions, leakyRelu } from '../functional/piecewise-activations.ts';
import { Module } from '../module.ts';
import { pythonNumber } from '../repr.ts';

/**
 * `x` where it is positive, `negativeSlope * x` elsewhere.
 *
 * @example
 * ```ts
 * new LeakyReLU()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html
 */
export class LeakyReLU extends Module {
  readonly negativeSlope: number;
  readonly inplace: boolean;

  constructor(...given: NamedOr<LeakyReluOptions, [negativeSlope?: number]>) {
    super();
    const { negativeSlope = 0.01, inplace = false } = named<LeakyReluOptions>(
      ['negativeSlope'],
      given,
    );
    this.negativeSlope = negativeSlope;
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return leakyRelu(x, { negativeSlope: this.negativeSlope, inplace: this.inplace });
  }

  override extraRepr(): string {
    return `negative_slope=${pythonNumber(this.negativeSlope)}${this.inplace ? ', inplace=True' : ''}`;
  }
}
