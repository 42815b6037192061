import type { Tensor } from '@chainrule/tensor';
import { type NamedOr, named } from '../functional/named.ts';
import { hardshrink } from '../functional/piecewise-activations.ts';
import { Module } from '../module.ts';
import { pythonNumber } from '../repr.ts';

/** Options of {@link Hardshrink}. */
export interface HardshrinkOptions {
  /** The magnitude up to which elements become 0. Default 0.5. */
  readonly lambda?: number;
}

/**
 * `x` where its magnitude exceeds `lambda`, 0 elsewhere.
 *
 * @example
 * ```ts
 * new Hardshrink()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Hardshrink.html
 */
export class Hardshrink extends Module {
  readonly lambda: number;

  constructor(...given: NamedOr<HardshrinkOptions, [lambda?: number]>) {
    super();
    const { lambda = 0.5 } = named<HardshrinkOptions>(['lambda'], given);
    this.lambda = lambda;
  }

  override forward(x: Tensor): Tensor {
    return hardshrink(x, this.lambda);
  }

  override extraRepr(): string {
    return pythonNumber(this.lambda);
  }
}
