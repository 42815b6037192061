import { normal_ } from '@chainrule/init';
import { empty, type Tensor } from '@chainrule/tensor';
import { embedding, paddingRow } from '../functional/embedding.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import type { FactoryOptions } from './factory-options.ts';

/** Options of {@link Embedding}. */
export interface EmbeddingModuleOptions extends FactoryOptions {
  /** The row that starts at 0 and gets no gradient; counted from the end when negative. */
  readonly paddingIdx?: number | null;
}

/**
 * A table of learned rows, looked up by index: `(...) -> (..., embeddingDim)`. It starts out drawn
 * from the standard normal distribution.
 *
 * @example
 * ```ts
 * const layer = new Embedding(10, 3);
 * layer(tensor([[1, 2, 4], [4, 3, 9]], { dtype: 'int32' })).shape; // [2, 3, 3]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Embedding.html
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly paddingIdx: number | null;
  readonly weight: Parameter;

  /** @throws {ArgumentError} when `paddingIdx` is no row. */
  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingModuleOptions = {}) {
    super();
    const { paddingIdx = null, ...factory } = options;
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.paddingIdx = paddingIdx === null ? null : paddingRow(paddingIdx, numEmbeddings);
    this.weight = new Parameter(empty([numEmbeddings, embeddingDim], factory));
    this.resetParameters();
  }

  /** Draws the rows anew; that of `paddingIdx` becomes 0. */
  resetParameters(): void {
    normal_(this.weight);
    if (this.paddingIdx !== null) this.weight.detach().select(0, this.paddingIdx).zero_();
  }

  /**
   * @throws {ShapeError} for an index out of range.
   * @throws {DTypeError} unless the indices are integers.
   */
  override forward(x: Tensor): Tensor {
    return embedding(x, this.weight, { paddingIdx: this.paddingIdx });
  }

  override extraRepr(): string {
    const padding = this.paddingIdx === null ? '' : `, padding_idx=${this.paddingIdx}`;
    return `${this.numEmbeddings}, ${this.embeddingDim}${padding}`;
  }
}
