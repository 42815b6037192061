export type { Collate } from './batches.ts';
export { type BatchOf, type Collated, defaultCollate } from './collate.ts';
export { ConcatDataset } from './concat-dataset.ts';
export { DataLoader, type DataLoaderOptions } from './data-loader.ts';
export type { Dataset, DatasetLike, IterableDataset } from './dataset.ts';
export { FashionMNIST } from './fashion-mnist.ts';
export {
  type IdxArray,
  type ParseIdxOptions,
  parseIdx,
  type ReadIdxOptions,
  readIdx,
} from './idx.ts';
export { type ImageTransforms, LabelledImages } from './labelled-images.ts';
export { type LoadOptions, MNIST, mnistChecksums } from './mnist.ts';
export { randomSplit, type Splits } from './random-split.ts';
export * from './samplers/index.ts';
export { browserCache, type FileCache } from './source/file-cache.ts';
export { bytesSource, type FileSource } from './source/file-source.ts';
export { type DownloadProgress, type UrlSourceOptions, urlSource } from './source/url-source.ts';
export { Subset } from './subset.ts';
export * from './teaching/index.ts';
export { TensorDataset } from './tensor-dataset.ts';
export * as transforms from './transforms/index.ts';
export type { Transform } from './transforms/transform.ts';
