import { manualSeed, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { defaultCollate } from './collate.ts';
import { ConcatDataset } from './concat-dataset.ts';
import { DataLoader } from './data-loader.ts';
import { randomSplit } from './random-split.ts';
import { TensorDataset } from './tensor-dataset.ts';

const x = tensor([
  [0, 1],
  [2, 3],
  [4, 5],
]);
const y = tensor([7, 8, 9], { dtype: 'int32' });
const dataset = new TensorDataset(x, y);

describe('TensorDataset', () => {
  it('gives views of its tensors', () => {
    const [a, b] = dataset.get(-1);
    expect(dataset.length).toBe(3);
    expect([a.toArray(), b.item()]).toEqual([[4, 5], 9]);
    expect(a.storage).toBe(x.storage);
  });

  it('gathers the batch that its samples would make', () => {
    const indices = [2, 0, -1, 2];
    const batch = dataset.getBatch(indices);
    const expected = defaultCollate(indices.map((index) => dataset.get(index)));
    expect(batch.map((part) => [part.dtype, part.shape, part.toArray()])).toEqual(
      expected.map((part) => [part.dtype, part.shape, part.toArray()]),
    );
  });

  it('gives typed batches, through splits and unions too', () => {
    manualSeed(0);
    const [train] = randomSplit(new ConcatDataset([dataset, dataset]), [5, 1]);
    for (const [inputs, targets] of new DataLoader(train, { batchSize: 5 })) {
      expectTypeOf(inputs).toEqualTypeOf<Tensor>();
      expect([inputs.shape, targets.shape]).toEqual([[5, 2], [5]]);
    }
  });

  it('refuses tensors that do not go together, and indices out of range', () => {
    expect(() => new TensorDataset(x, tensor([1]))).toThrow(
      'the tensors must share the length of their first dim; got [3, 2] and [1]',
    );
    expect(() => new TensorDataset(tensor(1))).toThrow('got []');
    expect(() => new TensorDataset()).toThrow('at least one tensor');
    expect(() => dataset.get(3)).toThrow('index 3 of a dataset of 3');
    expect(() => dataset.getBatch([0, -4])).toThrow('index -4 of a dataset of 3');
  });
});
