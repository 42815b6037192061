import type { Tensor } from '@chainrule/tensor';
import type { InplaceOptions } from '../functional/in-place.ts';
import { hardsigmoid } from '../functional/piecewise-activations.ts';
import { Module } from '../module.ts';

/**
 * A sigmoid made of straight lines, `min(max(x + 3, 0), 6) / 6`, elementwise.
 *
 * @example
 * ```ts
 * new Hardsigmoid()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Hardsigmoid.html
 */
export class Hardsigmoid extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return hardsigmoid(x, { inplace: this.inplace });
  }
}
