import type { Tensor } from '@chainrule/tensor';
import { glu } from '../functional/softmax.ts';
import { Module } from '../module.ts';
import { type DimOptions, dimOf } from './implicit-dim.ts';

/**
 * The first half of a dim times the sigmoid of the second half.
 *
 * @example
 * ```ts
 * new GLU()(zeros(2, 6)).shape; // [2, 3]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.GLU.html
 */
export class GLU extends Module {
  readonly dim: number;

  constructor(dim: number | DimOptions = -1) {
    super();
    this.dim = dimOf(dim) ?? -1;
  }

  override forward(x: Tensor): Tensor {
    return glu(x, this.dim);
  }

  override extraRepr(): string {
    return `dim=${this.dim}`;
  }
}
