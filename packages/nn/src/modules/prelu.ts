import { full, type Tensor } from '@chainrule/tensor';
import { prelu } from '../functional/piecewise-activations.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import type { FactoryOptions } from './factory-options.ts';

/** Options of {@link PReLU}. */
export interface PReluOptions extends FactoryOptions {
  /** How many slopes to learn: 1, the default, or one for each channel, the second dim. */
  readonly numParameters?: number;
  /** The slope to start from. Default 0.25. */
  readonly init?: number;
}

/**
 * `x` where it is positive, a learned slope times `x` elsewhere.
 *
 * @example
 * ```ts
 * new PReLU()(tensor([-1, 0, 1])); // tensor([-0.2500,  0.0000,  1.0000], ...)
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.PReLU.html
 */
export class PReLU extends Module {
  readonly numParameters: number;
  readonly weight: Parameter;

  constructor({ numParameters = 1, init = 0.25, ...factory }: PReluOptions = {}) {
    super();
    this.numParameters = numParameters;
    this.weight = new Parameter(full([numParameters], init, factory));
  }

  override forward(x: Tensor): Tensor {
    return prelu(x, this.weight);
  }

  override extraRepr(): string {
    return `num_parameters=${this.numParameters}`;
  }
}
