import type { Tensor } from '@chainrule/tensor';
import { type NamedOr, named } from '../functional/named.ts';
import { Module } from '../module.ts';

/** Options of {@link Flatten}. */
export interface FlattenOptions {
  /** The first dim to join. Default 1, so that a batch stays a batch. */
  readonly startDim?: number;
  /** The last dim to join. Default -1. */
  readonly endDim?: number;
}

/**
 * Joins dims to one: `(N, ...) -> (N, product)`.
 *
 * @example
 * ```ts
 * new Flatten()(zeros(32, 28, 28)).shape; // [32, 784]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Flatten.html
 */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;

  constructor(...given: NamedOr<FlattenOptions, [startDim?: number, endDim?: number]>) {
    super();
    const { startDim = 1, endDim = -1 } = named<FlattenOptions>(['startDim', 'endDim'], given);
    this.startDim = startDim;
    this.endDim = endDim;
  }

  override forward(x: Tensor): Tensor {
    return x.flatten(this.startDim, this.endDim);
  }

  override extraRepr(): string {
    return `start_dim=${this.startDim}, end_dim=${this.endDim}`;
  }
}
