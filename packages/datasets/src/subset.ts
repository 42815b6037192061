import { batchOf } from './batch-of.ts';
import type { BatchOf } from './collate.ts';
import { asDataset, checkIndex, type Dataset, type DatasetLike } from './dataset.ts';

/**
 * The samples of a dataset at the given indices, in their order.
 *
 * @param indices - Which samples; negative ones count from the end.
 * @throws {ArgumentError} when an index is out of range.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.Subset
 *
 * @example
 * ```ts
 * const subset = new Subset(['a', 'b', 'c', 'd'], [3, 1]);
 * console.log(subset.length, subset.get(0)); // 2 d
 * ```
 */
export class Subset<Sample> implements Dataset<Sample> {
  readonly dataset: Dataset<Sample>;
  readonly indices: readonly number[];

  constructor(dataset: DatasetLike<Sample>, indices: ArrayLike<number>) {
    this.dataset = asDataset(dataset);
    this.indices = Array.from(indices, (index) => checkIndex(index, dataset.length));
  }

  get length(): number {
    return this.indices.length;
  }

  get(index: number): Sample {
    return this.dataset.get(this.indexInDataset(index));
  }

  getBatch(indices: readonly number[]): BatchOf<Sample> {
    return batchOf(
      this.dataset,
      indices.map((index) => this.indexInDataset(index)),
    );
  }

  private indexInDataset(index: number): number {
    return this.indices[checkIndex(index, this.length)] as number;
  }
}
