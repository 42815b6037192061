import { ArgumentError } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { ConcatDataset } from './concat-dataset.ts';
import { asDataset } from './dataset.ts';
import { Subset } from './subset.ts';

describe('Subset', () => {
  it('reads the samples at its indices, in their order', () => {
    const subset = new Subset(['a', 'b', 'c'], [2, 0, -2, 2]);
    expect(subset.length).toBe(4);
    expect([0, 1, 2, 3, -1].map((index) => subset.get(index))).toEqual(['c', 'a', 'b', 'c', 'c']);
    expect(subset.indices).toEqual([2, 0, 1, 2]);
  });

  it('passes a batch on to its dataset', () => {
    const dataset = {
      length: 10,
      get: (index: number) => index,
      getBatch: (indices: readonly number[]) => indices.join() as never,
    };
    const subset = new Subset(new Subset(dataset, [9, 7, 5, 3]), [3, 1, 0]);
    expect(subset.getBatch([2, 0, -2])).toBe('9,3,7');
  });

  it('refuses indices out of range, of its dataset and its own', () => {
    expect(() => new Subset(['a'], [0, 1])).toThrow('index 1 of a dataset of 1');
    const subset = new Subset(['a', 'b'], [1]);
    expect(() => subset.get(1)).toThrow(ArgumentError);
    expect(() => subset.get(0.5)).toThrow('index 0.5 of a dataset of 1');
    expect(() => new Subset(['a'], []).get(0)).toThrow('index 0 of an empty dataset');
  });
});

describe('ConcatDataset', () => {
  it('puts datasets end to end, empty ones too', () => {
    const whole = new ConcatDataset([[], ['a', 'b'], [], new Subset(['x', 'y'], [1])]);
    expect(whole.length).toBe(3);
    expect(whole.cumulativeSizes).toEqual([0, 2, 2, 3]);
    expect([0, 1, 2, -1, -3].map((index) => whole.get(index))).toEqual(['a', 'b', 'y', 'y', 'a']);
    expect(() => whole.get(3)).toThrow('index 3 of a dataset of 3');
  });

  it('refuses to hold nothing, or a stream', () => {
    expect(() => new ConcatDataset([])).toThrow('at least one dataset');
    const stream = new Set(['a']) as unknown as string[];
    expect(() => new ConcatDataset([stream])).toThrow('an iterable dataset has no get(index)');
  });
});

describe('asDataset', () => {
  it('reads arrays, and leaves datasets as they are', () => {
    const dataset = asDataset([5, 6]);
    expect([dataset.length, dataset.get(-1)]).toEqual([2, 6]);
    expect(asDataset(dataset)).toBe(dataset);
  });
});
