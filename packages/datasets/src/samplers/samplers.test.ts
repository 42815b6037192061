import { Generator, manualSeed } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import {
  BatchSampler,
  RandomSampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
} from './index.ts';

// That the draws are PyTorch's is seen in data-loader.test.ts.

const data = ['a', 'b', 'c', 'd', 'e'];
const sorted = (indices: Iterable<number>): number[] => [...indices].sort((a, b) => a - b);

describe('samplers', () => {
  it('visit every index once, or as often as asked', () => {
    manualSeed(1);
    expect([...new SequentialSampler(data)]).toEqual([0, 1, 2, 3, 4]);
    expect(sorted(new RandomSampler(data))).toEqual([0, 1, 2, 3, 4]);
    expect(sorted(new RandomSampler(data, { numSamples: 10 }))).toEqual(
      [0, 1, 2, 3, 4].flatMap((index) => [index, index]),
    );
    expect(sorted(new SubsetRandomSampler([9, 4, 7]))).toEqual([4, 7, 9]);
    expect([...new SubsetRandomSampler([])]).toEqual([]);
  });

  it('say how many indices they give', () => {
    const samplers = [
      new SequentialSampler(data),
      new RandomSampler(data),
      new RandomSampler(data, { numSamples: 3 }),
      new RandomSampler(data, { replacement: true, numSamples: 100 }),
      new SubsetRandomSampler([9, 4, 7]),
      new WeightedRandomSampler([1, 2], 7),
    ];
    for (const sampler of samplers) expect([...sampler].length).toBe(sampler.length);
    expect(samplers.map(({ length }) => length)).toEqual([5, 5, 3, 100, 3, 7]);
  });

  it('draw anew each time', () => {
    const sampler = new RandomSampler(data, { generator: new Generator().manualSeed(1) });
    const orders = new Set(Array.from({ length: 20 }, () => [...sampler].join()));
    expect(orders.size).toBeGreaterThan(10);
  });

  it('gather batches of anything', () => {
    expect([...new BatchSampler('abcde', 2)]).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect([...new BatchSampler('abcde', 2, true)]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect([
      new BatchSampler('abcde', 2).length,
      new BatchSampler('abcde', 2, true).length,
    ]).toEqual([3, 2]);
    expect(() => new BatchSampler(new Set([1]), 2).length).toThrow('does not say its length');
  });
});

describe('samplers refuse', () => {
  it.each([0, -1, 2.5, Number.NaN])('to give %s indices', (count) => {
    const message = `numSamples must be a positive whole number; got ${count}`;
    expect(() => new RandomSampler(data, { numSamples: count })).toThrow(message);
    expect(() => new WeightedRandomSampler([1], count)).toThrow(message);
  });

  it('a random order of nothing', () => {
    expect(() => new RandomSampler([])).toThrow('an empty dataset has no random order');
  });

  it('weights that are no weights, and too few of them', () => {
    for (const weights of [[1, -1], [0, 0], [Number.NaN], [Number.POSITIVE_INFINITY], []]) {
      expect(() => [...new WeightedRandomSampler(weights, 1)]).toThrow();
    }
    const sampler = new WeightedRandomSampler([1, 2], 3, { replacement: false });
    expect(() => [...sampler]).toThrow('3 samples');
  });
});
