import { DTypeError, ShapeError, type Tensor, tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { defaultCollate } from '../collate.ts';
import fixture from '../fixtures/data-loader.json' with { type: 'json' };
import { compose, lambda, normalize, toTensor } from './index.ts';
import type { Transform } from './transform.ts';

const bytes = tensor(
  Uint8Array.from({ length: 256 }, (_, byte) => byte),
  { dtype: 'uint8' },
).reshape(16, 16);
const pair = [bytes, bytes.flip(0)];

/** Whether a transform gives of a batch what it gives of the samples. */
function expectBatchLikeSamples(transform: Transform, images: readonly Tensor[]): void {
  const batch = transform.batch?.(defaultCollate(images));
  const expected = defaultCollate(images.map((image) => transform(image)));
  expect(batch?.shape).toEqual(expected.shape);
  expect(batch?.dtype).toBe(expected.dtype);
  expect(batch?.toArray()).toEqual(expected.toArray());
}

describe('toTensor', () => {
  it('scales bytes as PyTorch does, to the bit', () => {
    const scaled = toTensor()(bytes);
    expect([scaled.dtype, scaled.shape]).toEqual(['float32', [1, 16, 16]]);
    expect(scaled.flatten().toArray()).toEqual(fixture.transforms.scaled);
  });

  it('puts channels first', () => {
    const image = tensor([[[1, 2, 3]], [[4, 5, 6]]]);
    expect(toTensor()(image).toArray()).toEqual([
      [[1], [4]],
      [[2], [5]],
      [[3], [6]],
    ]);
    expect(toTensor()(image).isContiguous()).toBe(true);
  });

  it('keeps other dtypes and their values', () => {
    const image = tensor([[7, 300]], { dtype: 'int32' });
    expect(toTensor()(image).dtype).toBe('int32');
    expect(toTensor()(image).toArray()).toEqual([[[7, 300]]]);
  });

  it('gives of a batch what it gives of the samples', () => {
    expectBatchLikeSamples(toTensor(), pair);
    expectBatchLikeSamples(
      toTensor(),
      pair.map((image) => image.reshape(8, 8, 4)),
    );
  });

  it('refuses what is no image', () => {
    expect(() => toTensor()(tensor([1]))).toThrow(ShapeError);
    expect(() => toTensor()(tensor([[[[1]]]]))).toThrow('got shape [1, 1, 1, 1]');
    expect(() => toTensor().batch?.(tensor([[1]]))).toThrow('got shape [1]');
  });
});

describe('normalize', () => {
  it('shifts and scales as PyTorch does, to the bit', () => {
    const normalized = normalize(0.1307, 0.3081)(toTensor()(bytes));
    expect(normalized.flatten().toArray()).toEqual(fixture.transforms.normalized);
  });

  it('takes numbers for each channel', () => {
    const image = tensor([[[1, 2]], [[1, 2]]]);
    expect(normalize([1, 0], [1, 2])(image).toArray()).toEqual([[[0, 1]], [[0.5, 1]]]);
  });

  it('gives of a batch what it gives of the samples', () => {
    const images = pair.map((image) => toTensor()(image.reshape(8, 8, 4)));
    expectBatchLikeSamples(normalize([0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]), images);
  });

  it('refuses bytes, other counts of channels, and a std of 0', () => {
    expect(() => normalize(0, 1)(bytes)).toThrow(DTypeError);
    expect(() => normalize([0, 0], [1, 1])(toTensor()(bytes))).toThrow('for 2 channels');
    expect(() => normalize(0, 1)(tensor([[1]]))).toThrow('got shape [1, 1]');
    expect(() => normalize(0, [1, 0])).toThrow('none may be 0');
  });
});

describe('compose and lambda', () => {
  const flatten = lambda(
    (image: Tensor) => image.flatten(),
    (images) => images.flatten(1),
  );

  it('apply one after the other, to batches too where all can', () => {
    const transform = compose([toTensor(), normalize(0.5, 0.5), flatten]);
    expect(transform(bytes).shape).toEqual([256]);
    expectBatchLikeSamples(transform, pair);
    expectBatchLikeSamples(compose([]), pair);
  });

  it('leave batches to the samples where one cannot', () => {
    const transform = compose([toTensor(), lambda((image: Tensor) => image.flatten())]);
    expect(transform.batch).toBeUndefined();
    expect(transform(bytes).shape).toEqual([256]);
  });
});
