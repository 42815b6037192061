import type { Tensor } from '@chainrule/tensor';
import type { InplaceOptions } from '../functional/in-place.ts';
import { threshold } from '../functional/piecewise-activations.ts';
import { Module } from '../module.ts';
import { pythonNumber } from '../repr.ts';

/**
 * `x` where it exceeds `threshold`, `value` elsewhere.
 *
 * @example
 * ```ts
 * new Threshold(0.1, 20)(tensor([0, 1])); // tensor([20.,  1.])
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Threshold.html
 */
export class Threshold extends Module {
  readonly threshold: number;
  readonly value: number;
  readonly inplace: boolean;

  constructor(threshold: number, value: number, { inplace = false }: InplaceOptions = {}) {
    super();
    this.threshold = threshold;
    this.value = value;
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return threshold(x, this.threshold, this.value, { inplace: this.inplace });
  }

  override extraRepr(): string {
    const inplace = this.inplace ? ', inplace=True' : '';
    return `threshold=${pythonNumber(this.threshold)}, value=${pythonNumber(this.value)}${inplace}`;
  }
}
