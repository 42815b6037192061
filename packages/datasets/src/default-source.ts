import { ArgumentError } from '@chainrule/tensor';
import type { FileSource } from './source/file-source.ts';

/** The datasets that some machines have without being told where. */
export type SourcedDataset = 'MNIST' | 'FashionMNIST';

/** Where a dataset's files come from when nobody says: nowhere, outside Node. */
export function defaultSource(dataset: SourcedDataset): FileSource {
  throw new ArgumentError(
    `${dataset} has no default source here; pass source: urlSource('https://...') or bytesSource({ ... })`,
  );
}
