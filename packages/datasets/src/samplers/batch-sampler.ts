import { checkPositiveInteger } from '../dataset.ts';
import { lengthOf, type Sampler } from './sampler.ts';

/**
 * What another sampler gives, gathered into arrays of `batchSize`.
 *
 * @param dropLast - Whether to leave out a last batch that is not full.
 * @throws {ArgumentError} when `batchSize` is not a positive whole number.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.BatchSampler
 *
 * @example
 * ```ts
 * console.log([...new BatchSampler([0, 1, 2, 3, 4], 2, false)]); // [ [ 0, 1 ], [ 2, 3 ], [ 4 ] ]
 * ```
 */
export class BatchSampler<Index = number> implements Sampler<Index[]> {
  readonly sampler: Sampler<Index>;
  readonly batchSize: number;
  readonly dropLast: boolean;

  constructor(sampler: Sampler<Index>, batchSize: number, dropLast = false) {
    this.sampler = sampler;
    this.batchSize = checkPositiveInteger(batchSize, 'batchSize');
    this.dropLast = dropLast;
  }

  /** @throws {ArgumentError} when the sampler doesn't say its length. */
  get length(): number {
    const batches = lengthOf(this.sampler, 'sampler') / this.batchSize;
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  *[Symbol.iterator](): IterableIterator<Index[]> {
    let batch: Index[] = [];
    for (const index of this.sampler) {
      batch.push(index);
      if (batch.length < this.batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0 && !this.dropLast) yield batch;
  }
}
