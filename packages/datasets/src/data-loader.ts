import { ArgumentError, defaultGenerator, type Generator, randomInt64 } from '@chainrule/tensor';
import type { Batches, Collate } from './batches.ts';
import type { BatchOf } from './collate.ts';
import {
  asDataset,
  checkPositiveInteger,
  type Dataset,
  type DatasetLike,
  type IterableDataset,
} from './dataset.ts';
import { IndexedBatches } from './indexed-batches.ts';
import { BatchSampler } from './samplers/batch-sampler.ts';
import { RandomSampler } from './samplers/random-sampler.ts';
import type { Sampler } from './samplers/sampler.ts';
import { SequentialSampler } from './samplers/sequential-sampler.ts';
import { StreamedBatches } from './streamed-batches.ts';

/** Options of {@link DataLoader}. */
export interface DataLoaderOptions<Sample, Batch> {
  /** Samples a batch (default 1). */
  readonly batchSize?: number;
  /** Whether to read the samples in a new random order every time (default `false`). */
  readonly shuffle?: boolean;
  /** The order to read the samples in, instead of `shuffle`. */
  readonly sampler?: Sampler;
  /** The batches of indices to read, instead of `batchSize`, `shuffle`, `sampler` and `dropLast`. */
  readonly batchSampler?: Sampler<readonly number[]>;
  /** Whether to leave out a last batch that is not full (default `false`). */
  readonly dropLast?: boolean;
  /** Where shuffles are drawn from (default: the generator that `manualSeed` seeds). */
  readonly generator?: Generator;
  /** Makes a batch of samples (default {@link defaultCollate}). */
  readonly collate?: Collate<Sample, Batch>;
  /** The same as `collate`, by PyTorch's name. */
  readonly collateFn?: Collate<Sample, Batch>;
}

/**
 * Batches of a dataset, in order or shuffled as PyTorch shuffles them from the same seed.
 *
 * Every iteration starts from the beginning, and with `shuffle` in a new order. `for await`
 * reads datasets whose samples are promises, or that iterate asynchronously.
 *
 * @throws {ArgumentError} when options contradict each other, `batchSize` is not positive, or
 * an empty dataset is to be shuffled.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader
 *
 * @example
 * ```ts
 * manualSeed(777);
 * const loader = new DataLoader(['a', 'b', 'c', 'd', 'e'], { batchSize: 2, shuffle: true });
 * for (const batch of loader) console.log(batch);
 * // [ 'd', 'a' ]
 * // [ 'e', 'b' ]
 * // [ 'c' ]
 * ```
 */
export class DataLoader<Sample, Batch = BatchOf<Sample>> {
  readonly dataset: Dataset<Sample> | IterableDataset<Sample>;
  readonly generator: Generator | undefined;
  private readonly batches: Batches<Batch>;

  constructor(
    dataset: DatasetLike<Sample> | IterableDataset<Sample>,
    options: DataLoaderOptions<Sample, Batch> = {},
  ) {
    checkOptions(options);
    this.generator = options.generator;
    if (isIndexed(dataset)) {
      this.dataset = asDataset(dataset);
      this.batches = indexedBatches(this.dataset, options);
    } else {
      this.dataset = dataset;
      this.batches = streamedBatches(dataset, options);
    }
  }

  /**
   * How many batches one iteration gives.
   *
   * @throws {ArgumentError} when a sampler or an iterable dataset doesn't say its own length.
   */
  get length(): number {
    return this.batches.length;
  }

  [Symbol.iterator](): IterableIterator<Batch> {
    const batches = this.batches.begin();
    this.drawBaseSeed();
    return batches;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Batch> {
    const batches = this.batches.beginAsync();
    this.drawBaseSeed();
    return batches;
  }

  /** PyTorch draws a seed for its worker processes on every iteration, also when it has none. */
  private drawBaseSeed(): void {
    randomInt64(this.generator ?? defaultGenerator);
  }
}

function isIndexed<Sample>(
  dataset: DatasetLike<Sample> | IterableDataset<Sample>,
): dataset is DatasetLike<Sample> {
  if (typeof dataset === 'object' && dataset !== null) {
    if (Array.isArray(dataset) || 'get' in dataset) return true;
    if (Symbol.iterator in dataset || Symbol.asyncIterator in dataset) return false;
  }
  throw new ArgumentError(
    `a dataset has length and get(index), or is iterable; got ${dataset === null ? null : typeof dataset}`,
  );
}

function checkOptions<Sample, Batch>(options: DataLoaderOptions<Sample, Batch>): void {
  const { batchSize, shuffle, sampler, batchSampler, dropLast, collate, collateFn } = options;
  if (collate !== undefined && collateFn !== undefined) {
    throw new ArgumentError('collate and collateFn are two names of one option; pass one of them');
  }
  if (sampler !== undefined && shuffle) {
    throw new ArgumentError('a sampler decides the order by itself; leave out shuffle');
  }
  if (batchSampler === undefined) return;
  if (batchSize !== undefined || shuffle || sampler !== undefined || dropLast) {
    throw new ArgumentError(
      'a batchSampler decides the batches by itself; leave out batchSize, shuffle, sampler and dropLast',
    );
  }
}

function indexedBatches<Sample, Batch>(
  dataset: Dataset<Sample>,
  options: DataLoaderOptions<Sample, Batch>,
): Batches<Batch> {
  const { batchSize = 1, shuffle = false, dropLast = false, generator } = options;
  const order = (): Sampler =>
    shuffle
      ? new RandomSampler(dataset, generator && { generator })
      : new SequentialSampler(dataset);
  const batchSampler =
    options.batchSampler ?? new BatchSampler(options.sampler ?? order(), batchSize, dropLast);
  return new IndexedBatches(dataset, batchSampler, options.collate ?? options.collateFn);
}

function streamedBatches<Sample, Batch>(
  dataset: IterableDataset<Sample>,
  options: DataLoaderOptions<Sample, Batch>,
): Batches<Batch> {
  const { batchSize = 1, dropLast = false } = options;
  if (options.shuffle || options.sampler !== undefined || options.batchSampler !== undefined) {
    throw new ArgumentError(
      'an iterable dataset comes in its own order; leave out shuffle, sampler and batchSampler',
    );
  }
  checkPositiveInteger(batchSize, 'batchSize');
  return new StreamedBatches(dataset, batchSize, dropLast, options.collate ?? options.collateFn);
}
