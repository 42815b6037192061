import type { Tensor } from '@chainrule/tensor';
import { gelu } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';
import { pythonLiteral } from '../repr.ts';

/** Options of {@link GELU}. */
export interface GeluOptions {
  /** `none` (default) computes the error function, `tanh` approximates it. */
  readonly approximate?: 'none' | 'tanh';
}

/**
 * `x` times the probability that a standard normal number is below it, elementwise.
 *
 * @example
 * ```ts
 * new GELU({ approximate: 'tanh' })(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.GELU.html
 */
export class GELU extends Module {
  readonly approximate: 'none' | 'tanh';

  constructor({ approximate = 'none' }: GeluOptions = {}) {
    super();
    this.approximate = approximate;
  }

  override forward(x: Tensor): Tensor {
    return gelu(x, { approximate: this.approximate });
  }

  override extraRepr(): string {
    return `approximate=${pythonLiteral(this.approximate)}`;
  }
}
