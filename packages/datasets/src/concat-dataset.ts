import { ArgumentError } from '@chainrule/tensor';
import { asDataset, checkIndex, type Dataset, type DatasetLike } from './dataset.ts';

/**
 * Several datasets as one, the samples of the first before those of the second, and so on.
 *
 * @throws {ArgumentError} when there are no datasets, or one can only be read in its own order.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.ConcatDataset
 *
 * @example
 * ```ts
 * const both = new ConcatDataset([['a', 'b'], ['c']]);
 * console.log(both.length, both.get(2)); // 3 c
 * ```
 */
export class ConcatDataset<Sample> implements Dataset<Sample> {
  readonly datasets: readonly Dataset<Sample>[];
  /** How many samples there are up to the end of each dataset. */
  readonly cumulativeSizes: readonly number[];

  constructor(datasets: readonly DatasetLike<Sample>[]) {
    if (datasets.length === 0) throw new ArgumentError('ConcatDataset needs at least one dataset');
    this.datasets = datasets.map(asDataset);
    let total = 0;
    this.cumulativeSizes = datasets.map(({ length }) => {
      total += length;
      return total;
    });
  }

  get length(): number {
    return this.cumulativeSizes.at(-1) as number;
  }

  get(index: number): Sample {
    const position = checkIndex(index, this.length);
    const which = this.cumulativeSizes.findIndex((end) => position < end);
    const start = this.cumulativeSizes[which - 1] ?? 0;
    return (this.datasets[which] as Dataset<Sample>).get(position - start);
  }
}
