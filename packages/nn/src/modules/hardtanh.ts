import type { Tensor } from '@chainrule/tensor';
import { type NamedOr, named } from '../functional/named.ts';
import { type HardtanhOptions, hardtanh } from '../functional/piecewise-activations.ts';
import { Module } from '../module.ts';
import { pythonFloat } from '../repr.ts';

/**
 * `x` kept between two values, elementwise.
 *
 * @example
 * ```ts
 * new Hardtanh()(tensor([-1, 0, 1]));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Hardtanh.html
 */
export class Hardtanh extends Module {
  readonly minVal: number;
  readonly maxVal: number;
  readonly inplace: boolean;

  constructor(...given: NamedOr<HardtanhOptions, [minVal?: number, maxVal?: number]>) {
    super();
    const {
      minVal = -1,
      maxVal = 1,
      inplace = false,
    } = named<HardtanhOptions>(['minVal', 'maxVal'], given);
    this.minVal = minVal;
    this.maxVal = maxVal;
    this.inplace = inplace;
  }

  override forward(x: Tensor): Tensor {
    return hardtanh(x, { minVal: this.minVal, maxVal: this.maxVal, inplace: this.inplace });
  }

  override extraRepr(): string {
    const bounds = `min_val=${pythonFloat(this.minVal)}, max_val=${pythonFloat(this.maxVal)}`;
    return `${bounds}${this.inplace ? ', inplace=True' : ''}`;
  }
}
