import { defaultGenerator, type Generator } from '@chainrule/tensor';
import { shuffle } from '../shuffle.ts';
import type { Sampler } from './sampler.ts';

/**
 * The given indices in random order.
 *
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.SubsetRandomSampler
 *
 * @example
 * ```ts
 * const generator = new Generator().manualSeed(0);
 * console.log([...new SubsetRandomSampler([10, 20, 30, 40], { generator })]); // [ 10, 20, 40, 30 ]
 * ```
 */
export class SubsetRandomSampler implements Sampler {
  readonly indices: readonly number[];
  readonly generator: Generator | undefined;

  constructor(indices: readonly number[], options: { readonly generator?: Generator } = {}) {
    this.indices = indices;
    this.generator = options.generator;
  }

  get length(): number {
    return this.indices.length;
  }

  *[Symbol.iterator](): IterableIterator<number> {
    const order = shuffle(this.indices.length, this.generator ?? defaultGenerator);
    for (const position of order) yield this.indices[position] as number;
  }
}
