// Types are in `datasets`: bundled declarations would make values of those that are re-exported twice over.
export {
  BatchSampler,
  ConcatDataset,
  DataLoader,
  defaultCollate,
  RandomSampler,
  randomSplit,
  SequentialSampler,
  Subset,
  SubsetRandomSampler,
  TensorDataset,
  WeightedRandomSampler,
} from '@chainrule/datasets';
