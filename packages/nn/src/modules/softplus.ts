import type { Tensor } from '@chainrule/tensor';
import { type NamedOr, named } from '../functional/named.ts';
import { type SoftplusOptions, softplus } from '../functional/smooth-activations.ts';
import { Module } from '../module.ts';
import { pythonNumber } from '../repr.ts';

/**
 * `log(1 + exp(beta * x)) / beta`, elementwise: a smooth ReLU.
 *
 * @example
 * ```ts
 * new Softplus()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Softplus.html
 */
export class Softplus extends Module {
  readonly beta: number;
  readonly threshold: number;

  constructor(...given: NamedOr<SoftplusOptions, [beta?: number, threshold?: number]>) {
    super();
    const { beta = 1, threshold = 20 } = named<SoftplusOptions>(['beta', 'threshold'], given);
    this.beta = beta;
    this.threshold = threshold;
  }

  override forward(x: Tensor): Tensor {
    return softplus(x, { beta: this.beta, threshold: this.threshold });
  }

  override extraRepr(): string {
    return `beta=${pythonNumber(this.beta)}, threshold=${pythonNumber(this.threshold)}`;
  }
}
