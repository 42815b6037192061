import { FileFormatError, manualSeed, type Tensor } from '@chainrule/tensor';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { defaultCollate } from './collate.ts';
import { DataLoader } from './data-loader.ts';
import { defaultSource } from './default-source.ts';
import { LabelledImages } from './labelled-images.ts';
import { MNIST, mnistChecksums } from './mnist.ts';
import { bytesSource, type FileSource } from './source/file-source.ts';
import { gzip, idxBytes } from './testing/files.ts';
import { compose, lambda, normalize, toTensor } from './transforms/index.ts';

const imagesName = 't10k-images-idx3-ubyte';
const labelsName = 't10k-labels-idx1-ubyte';
const images = idxBytes(8, [3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);
const labels = idxBytes(8, [3], [7, 0, 9]);

function sourceOf(files: Record<string, Uint8Array>): FileSource {
  return bytesSource({ [imagesName]: images, [labelsName]: labels, ...files });
}

function loadSmall(files: Record<string, Uint8Array> = {}): Promise<MNIST> {
  return MNIST.load({ train: false, source: sourceOf(files) });
}

describe('MNIST.load', () => {
  it('keeps the bytes of the file, and no copy of them', async () => {
    const { data, targets, length } = await loadSmall();
    expect([data.dtype, data.shape, data.device]).toEqual(['uint8', [3, 2, 2], 'cpu']);
    expect((data.storage.buffer as Uint8Array).buffer).toBe(images.buffer);
    expect([targets.dtype, targets.toArray(), length]).toEqual(['int32', [7, 0, 9], 3]);
  });

  it('reads gzip files', async () => {
    const source = bytesSource({
      [`${imagesName}.gz`]: await gzip(images),
      [`${labelsName}.gz`]: await gzip(labels),
    });
    const dataset = await MNIST.load({ train: false, source });
    expect(dataset.data.toArray()).toEqual((await loadSmall()).data.toArray());
  });

  it('gives an image and its label', async () => {
    const dataset = await loadSmall();
    const [image, label] = dataset.get(-1);
    expect([image.dtype, image.toArray(), label]).toEqual([
      'uint8',
      [
        [8, 9],
        [10, 255],
      ],
      9,
    ]);
    expect(dataset.classes[label]).toBe('9 - nine');
    expect(() => dataset.get(3)).toThrow('index 3 of a dataset of 3');
    expect(() => dataset.getBatch([3])).toThrow('index 3 of a dataset of 3');
  });

  it('names the file that is missing, damaged, of other dims or dtype', async () => {
    const train = MNIST.load({ source: sourceOf({}) });
    await expect(train).rejects.toThrow('no bytes for train-images-idx3-ubyte');
    const cases: [Record<string, Uint8Array>, string][] = [
      [{ [imagesName]: images.subarray(0, 20) }, `${imagesName}: truncated`],
      [{ [labelsName]: images }, `${labelsName}: expected uint8 elements in 1 dims`],
      [
        { [imagesName]: idxBytes(9, [1, 1, 1], [0]) },
        `${imagesName}: expected uint8 elements in 3 dims, found int32 of [1, 1, 1]`,
      ],
      [
        { [labelsName]: idxBytes(8, [2], [7, 0]) },
        `${labelsName}: 2 labels for the 3 images of ${imagesName}`,
      ],
      [
        { [labelsName]: idxBytes(8, [3], [7, 10, 0]) },
        `${labelsName}: label 1 is 10, where labels are below 10`,
      ],
    ];
    for (const [files, message] of cases) {
      const loading = loadSmall(files);
      await expect(loading).rejects.toThrow(message);
      await expect(loading).rejects.toThrow(FileFormatError);
    }
  });

  it('refuses images and labels that do not go together', async () => {
    const { data, targets, classes } = await loadSmall();
    const message = 'images of (N, H, W) take labels of (N); got [3, 2, 2] and [2]';
    expect(() => new LabelledImages(data, targets.narrow(0, 0, 2), classes)).toThrow(message);
    expect(() => new LabelledImages(targets, targets, classes)).toThrow('got [3] and [3]');
  });

  it('asks for a source where there is no default', () => {
    expect(() => defaultSource('MNIST')).toThrow('MNIST has no default source here');
  });

  it('knows a checksum of every file', () => {
    const names = Object.keys(mnistChecksums);
    expect(names.length).toBe(4);
    expect(Object.values(mnistChecksums).every((sum) => /^[0-9a-f]{64}$/.test(sum))).toBe(true);
  });
});

describe('MNIST with transforms', () => {
  const flat = lambda(
    (image: Tensor) => image.flatten(),
    (batch) => batch.flatten(1),
  );
  const halve = lambda(
    (label: number) => label / 2,
    (batch) => batch.div(2).double(),
  );
  const perSample = lambda((image: Tensor) => image.flatten());

  it.each([
    ['none', {}],
    ['of images', { transform: compose([toTensor(), normalize(0.1307, 0.3081), flat]) }],
    ['of labels', { targetTransform: halve }],
    ['of both', { transform: toTensor(), targetTransform: halve }],
    ['without a form for batches', { transform: compose([toTensor(), perSample]) }],
    ['of labels without one', { targetTransform: (label: number) => label % 2 }],
  ])('%s: a batch is what its samples make', async (_, transforms) => {
    const dataset = await MNIST.load<Tensor, number>({
      train: false,
      source: sourceOf({}),
      ...transforms,
    });
    const indices = [2, 0, 2];
    const expected = defaultCollate(indices.map((index) => dataset.get(index)));
    const described = (batch: readonly Tensor[]): unknown[] =>
      batch.map((part) => [part.dtype, part.shape, part.toArray()]);
    expect(described(dataset.getBatch(indices))).toEqual(described(expected));
  });

  it('draws random transforms sample by sample, image before label', async () => {
    const drawn: string[] = [];
    const dataset = await MNIST.load({
      train: false,
      source: sourceOf({}),
      transform: (image) => {
        drawn.push('image');
        return image;
      },
      targetTransform: (label) => {
        drawn.push('label');
        return label;
      },
    });
    dataset.getBatch([0, 1]);
    expect(drawn).toEqual(['image', 'label', 'image', 'label']);
  });

  it('types samples and batches by the transforms', async () => {
    const dataset = await MNIST.load({
      train: false,
      source: sourceOf({}),
      transform: (image) => image.sum().item(),
      targetTransform: String,
    });
    expectTypeOf(dataset.get(0)).toEqualTypeOf<[number, string]>();
    for (const [sums, names] of new DataLoader(dataset, { batchSize: 3 })) {
      expectTypeOf(sums).toEqualTypeOf<Tensor>();
      expectTypeOf(names).toEqualTypeOf<string[]>();
      expect([sums.toArray(), names]).toEqual([
        [6, 22, 282],
        ['7', '0', '9'],
      ]);
    }
  });
});

describe('the real MNIST', () => {
  let train: MNIST;
  beforeAll(async () => {
    train = await MNIST.load({ transform: toTensor() });
  });

  it('has 60,000 images for training, a byte a pixel', () => {
    expect(train.length).toBe(60000);
    expect([train.data.dtype, train.data.numel()]).toEqual(['uint8', 47_040_000]);
    expect([0, 1, 2, 3, 4].map((index) => train.get(index)[1])).toEqual([5, 0, 4, 1, 9]);
  });

  it('comes in float batches in [0, 1]', () => {
    manualSeed(777);
    const loader = new DataLoader(train, { batchSize: 100, shuffle: true, dropLast: true });
    expect(loader.length).toBe(600);
    for (const [batch, targets] of loader) {
      expect([batch.dtype, batch.shape]).toEqual(['float32', [100, 1, 28, 28]]);
      expect([batch.min().item(), batch.max().item()]).toEqual([0, 1]);
      expect([targets.dtype, targets.shape]).toEqual(['int32', [100]]);
      break;
    }
  });

  it('has 10,000 images for testing', async () => {
    const test = await MNIST.load({ train: false });
    expect(test.length).toBe(10000);
    expect([0, 1, 2, 3, 4].map((index) => test.get(index)[1])).toEqual([7, 2, 1, 0, 4]);
  });
});
