import { ArgumentError } from '@chainrule/tensor';
import type { BatchOf } from './collate.ts';

/**
 * Samples that can be read in any order.
 *
 * Anything of this shape works, as do plain arrays. A `Sample` may be a promise; such a
 * dataset is read with `for await`.
 *
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.Dataset
 *
 * @example
 * ```ts
 * const squares: Dataset<number> = { length: 5, get: (index) => index * index };
 * for (const batch of new DataLoader(squares, { batchSize: 3 })) console.log(batch.toArray());
 * // [ 0, 1, 4 ]
 * // [ 9, 16 ]
 * ```
 */
export interface Dataset<Sample> {
  /** How many samples there are. */
  readonly length: number;
  /** The sample at `index`, from 0 to `length - 1`. */
  get(index: number): Sample;
  /**
   * The samples of `indices` as the default collate would batch them, for datasets that
   * can make the batch faster than one sample at a time.
   */
  getBatch?(indices: readonly number[]): BatchOf<Sample>;
}

/**
 * Samples that come in an order of their own, as from a stream.
 *
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.IterableDataset
 */
export type IterableDataset<Sample> = (Iterable<Sample> | AsyncIterable<Sample>) & {
  readonly length?: number;
};

/** A dataset, or an array to use as one. */
export type DatasetLike<Sample> = Dataset<Sample> | readonly Sample[];

/**
 * `source` itself, or the dataset of an array's elements.
 *
 * @throws {ArgumentError} when it is neither.
 */
export function asDataset<Sample>(source: DatasetLike<Sample>): Dataset<Sample> {
  if ('get' in source) return source;
  if (!Array.isArray(source)) {
    throw new ArgumentError('an iterable dataset has no get(index); only a DataLoader reads it');
  }
  return {
    length: source.length,
    get: (index) => source[checkIndex(index, source.length)] as Sample,
  };
}

/**
 * `index` as a number from 0 to `length - 1`; negative ones count from the end.
 *
 * @throws {ArgumentError} when there is no such sample.
 */
export function checkIndex(index: number, length: number): number {
  if (!Number.isInteger(index) || index < -length || index >= length) {
    throw new ArgumentError(
      length === 0
        ? `index ${index} of an empty dataset`
        : `index ${index} of a dataset of ${length}; indices go from ${-length} to ${length - 1}`,
    );
  }
  return index < 0 ? index + length : index;
}

/** Throws unless `value` is a whole number of at least 1. */
export function checkPositiveInteger(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new ArgumentError(`${name} must be a positive whole number; got ${value}`);
}
