import { ArgumentError } from '@chainrule/tensor';
import type { Batches, Collate } from './batches.ts';
import { defaultCollate } from './collate.ts';
import type { IterableDataset } from './dataset.ts';
import { BatchSampler } from './samplers/batch-sampler.ts';
import { lengthOf } from './samplers/sampler.ts';

/** Batches of samples in the order that they come in. */
export class StreamedBatches<Sample, Batch> implements Batches<Batch> {
  private readonly dataset: IterableDataset<Sample>;
  private readonly batchSize: number;
  private readonly dropLast: boolean;
  private readonly collate: Collate<Sample, Batch>;

  constructor(
    dataset: IterableDataset<Sample>,
    batchSize: number,
    dropLast: boolean,
    collate: Collate<Sample, Batch> | undefined,
  ) {
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.dropLast = dropLast;
    this.collate = collate ?? ((samples) => defaultCollate(samples) as Batch);
  }

  get length(): number {
    const batches = lengthOf(this.dataset, 'dataset') / this.batchSize;
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  *begin(): IterableIterator<Batch> {
    const { dataset } = this;
    if (!(Symbol.iterator in dataset)) {
      throw new ArgumentError('the dataset only iterates asynchronously; read it with for await');
    }
    for (const samples of new BatchSampler(dataset, this.batchSize, this.dropLast)) {
      yield this.collate(samples as Awaited<Sample>[]);
    }
  }

  async *beginAsync(): AsyncIterableIterator<Batch> {
    let samples: Awaited<Sample>[] = [];
    for await (const sample of this.dataset) {
      samples.push(sample as Awaited<Sample>);
      if (samples.length < this.batchSize) continue;
      yield this.collate(samples);
      samples = [];
    }
    if (samples.length > 0 && !this.dropLast) yield this.collate(samples);
  }
}
