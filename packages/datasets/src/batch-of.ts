import { type BatchOf, defaultCollate } from './collate.ts';
import type { Dataset } from './dataset.ts';

/** The samples of `indices` as one batch, made the dataset's own way where it has one. */
export function batchOf<Sample>(
  dataset: Dataset<Sample>,
  indices: readonly number[],
): BatchOf<Sample> {
  if (dataset.getBatch !== undefined) return dataset.getBatch(indices);
  const samples = indices.map((index) => dataset.get(index));
  return defaultCollate(samples) as BatchOf<Sample>;
}
