import { batchOf } from './batch-of.ts';
import type { Batches, Collate } from './batches.ts';
import { defaultCollate } from './collate.ts';
import type { Dataset } from './dataset.ts';
import { lengthOf, type Sampler } from './samplers/sampler.ts';

/** Batches of a dataset's samples at the indices that a sampler gives. */
export class IndexedBatches<Sample, Batch> implements Batches<Batch> {
  private readonly dataset: Dataset<Sample>;
  private readonly sampler: Sampler<readonly number[]>;
  private readonly collate: Collate<Sample, Batch> | undefined;

  constructor(
    dataset: Dataset<Sample>,
    sampler: Sampler<readonly number[]>,
    collate: Collate<Sample, Batch> | undefined,
  ) {
    this.dataset = dataset;
    this.sampler = sampler;
    this.collate = collate;
  }

  get length(): number {
    return lengthOf(this.sampler, 'batchSampler');
  }

  // The sampler is asked for its iterator here, not with the first batch: one that draws on being
  // asked draws before the loader does, as in PyTorch.
  begin(): IterableIterator<Batch> {
    return this.load(resume(this.sampler[Symbol.iterator]()));
  }

  beginAsync(): AsyncIterableIterator<Batch> {
    return this.loadAsync(resume(this.sampler[Symbol.iterator]()));
  }

  private *load(batches: Iterable<readonly number[]>): IterableIterator<Batch> {
    const { dataset, collate } = this;
    for (const indices of batches) {
      if (collate === undefined) yield batchOf(dataset, indices) as Batch;
      else yield collate(indices.map((index) => dataset.get(index)) as Awaited<Sample>[]);
    }
  }

  private async *loadAsync(batches: Iterable<readonly number[]>): AsyncIterableIterator<Batch> {
    const { dataset, collate } = this;
    for (const indices of batches) {
      if (collate === undefined && dataset.getBatch !== undefined) {
        yield dataset.getBatch(indices) as Batch;
        continue;
      }
      const samples = await Promise.all(indices.map((index) => dataset.get(index)));
      yield collate === undefined ? (defaultCollate(samples) as Batch) : collate(samples);
    }
  }
}

function resume<Value>(iterator: Iterator<Value>): Iterable<Value> {
  return { [Symbol.iterator]: () => iterator };
}
