import { expect, it } from 'vitest';
import * as datasets from './index.ts';

it('@chainrule/datasets exports these names', () => {
  expect(Object.keys(datasets).sort()).toMatchInlineSnapshot(`
    [
      "BatchSampler",
      "ConcatDataset",
      "DataLoader",
      "FashionMNIST",
      "LabelledImages",
      "MNIST",
      "RandomSampler",
      "SequentialSampler",
      "Subset",
      "SubsetRandomSampler",
      "TensorDataset",
      "WeightedRandomSampler",
      "blobs",
      "browserCache",
      "bytesSource",
      "defaultCollate",
      "mnistChecksums",
      "moons",
      "parseIdx",
      "randomSplit",
      "readIdx",
      "spirals",
      "transforms",
      "urlSource",
      "xor",
    ]
  `);
});
