import type { Tensor } from '@chainrule/tensor';
import { type NamedOr, named } from '../functional/named.ts';
import { softshrink } from '../functional/piecewise-activations.ts';
import { Module } from '../module.ts';
import { pythonNumber } from '../repr.ts';

/** Options of {@link Softshrink}. */
export interface SoftshrinkOptions {
  /** How far elements move towards 0. Default 0.5. */
  readonly lambda?: number;
}

/**
 * `x` moved towards 0 by `lambda`, 0 where it would cross.
 *
 * @example
 * ```ts
 * new Softshrink()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Softshrink.html
 */
export class Softshrink extends Module {
  readonly lambda: number;

  constructor(...given: NamedOr<SoftshrinkOptions, [lambda?: number]>) {
    super();
    const { lambda = 0.5 } = named<SoftshrinkOptions>(['lambda'], given);
    this.lambda = lambda;
  }

  override forward(x: Tensor): Tensor {
    return softshrink(x, this.lambda);
  }

  override extraRepr(): string {
    return pythonNumber(this.lambda);
  }
}
