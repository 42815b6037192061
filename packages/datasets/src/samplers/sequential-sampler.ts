import type { Sampler, Sized } from './sampler.ts';

/**
 * Every index in order.
 *
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.SequentialSampler
 *
 * @example
 * ```ts
 * console.log([...new SequentialSampler(['a', 'b', 'c'])]); // [ 0, 1, 2 ]
 * ```
 */
export class SequentialSampler implements Sampler {
  private readonly dataset: Sized;

  constructor(dataset: Sized) {
    this.dataset = dataset;
  }

  get length(): number {
    return this.dataset.length;
  }

  *[Symbol.iterator](): IterableIterator<number> {
    for (let index = 0; index < this.dataset.length; index++) yield index;
  }
}
