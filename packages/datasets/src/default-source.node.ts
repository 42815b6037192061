import type { SourcedDataset } from './default-source.ts';
import { fashionMnistSource } from './node/fashion-mnist.ts';
import { mnistDataSource } from './node/mnist-data.ts';
import type { FileSource } from './source/file-source.ts';

const sources: { readonly [D in SourcedDataset]: () => FileSource } = {
  MNIST: mnistDataSource,
  FashionMNIST: fashionMnistSource,
};

/** Where a dataset's files come from in Node when nobody says. */
export function defaultSource(dataset: SourcedDataset): FileSource {
  return sources[dataset]();
}
