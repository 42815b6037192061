import { existsSync } from 'node:fs';
import { optional } from '@chainrule/vitest-config/optional';
import { describe, expect, it } from 'vitest';
import { FashionMNIST } from '../fashion-mnist.ts';
import { readIdx } from '../idx.ts';
import { sha256 } from '../source/checksum.ts';
import { folderSource } from './folder-source.ts';
import { mnistDataSource } from './mnist-data.ts';

interface Expected {
  readonly file: string;
  readonly shape: readonly number[];
  readonly first: readonly number[];
  /** Of the elements alone, from NumPy's reading of the same file. */
  readonly sha256: string;
}

describe('the files of mnist-data', () => {
  it.each<Expected>([
    {
      file: 'train-images-idx3-ubyte',
      shape: [60000, 28, 28],
      first: [0, 0, 0, 0, 0],
      sha256: '741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757',
    },
    {
      file: 'train-labels-idx1-ubyte',
      shape: [60000],
      first: [5, 0, 4, 1, 9],
      sha256: '1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13',
    },
    {
      file: 't10k-images-idx3-ubyte',
      shape: [10000, 28, 28],
      first: [0, 0, 0, 0, 0],
      sha256: '6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161',
    },
    {
      file: 't10k-labels-idx1-ubyte',
      shape: [10000],
      first: [7, 2, 1, 0, 4],
      sha256: 'ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5',
    },
  ])('$file', (expected) => expectFile(mnistDataSource(), expected));
});

const fashionMnist = '/usr/share/datasets/fashion-mnist';
const describeWithFashion = optional(
  'Fashion-MNIST',
  existsSync(fashionMnist),
  'apt-get install dataset-fashion-mnist',
);

describeWithFashion('the files of dataset-fashion-mnist', () => {
  it('are where Fashion-MNIST is loaded from', async () => {
    const test = await FashionMNIST.load({ train: false });
    const names = [0, 1, 2, 3, 4].map((index) => test.classes[test.get(index)[1]]);
    expect(test.length).toBe(10000);
    expect(names).toEqual(['Ankle boot', 'Pullover', 'Trouser', 'Trouser', 'Shirt']);
  });

  it.each<Expected>([
    {
      file: 'train-images-idx3-ubyte',
      shape: [60000, 28, 28],
      first: [0, 0, 0, 0, 0],
      sha256: '2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012',
    },
    {
      file: 'train-labels-idx1-ubyte',
      shape: [60000],
      first: [9, 0, 0, 3, 0],
      sha256: '657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7',
    },
    {
      file: 't10k-images-idx3-ubyte',
      shape: [10000, 28, 28],
      first: [0, 0, 0, 0, 0],
      sha256: 'c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a',
    },
    {
      file: 't10k-labels-idx1-ubyte',
      shape: [10000],
      first: [9, 2, 1, 1, 6],
      sha256: '3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9',
    },
  ])('$file', (expected) => expectFile(folderSource(fashionMnist), expected));
});

async function expectFile(
  source: ReturnType<typeof folderSource>,
  { file, shape, first, sha256: checksum }: Expected,
): Promise<void> {
  const array = await readIdx(await source.read(file), { name: file });
  expect(array.dtype).toBe('uint8');
  expect(array.shape).toEqual(shape);
  expect(Array.from(array.data.subarray(0, 5))).toEqual(first);
  expect(await sha256(array.data as Uint8Array<ArrayBuffer>)).toBe(checksum);
}
