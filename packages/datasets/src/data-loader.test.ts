import { defaultGenerator, Generator, manualSeed, randomInt64 } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { DataLoader } from './data-loader.ts';
import type { Dataset, IterableDataset } from './dataset.ts';
import fixture from './fixtures/data-loader.json' with { type: 'json' };
import {
  RandomSampler,
  type Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
} from './samplers/index.ts';

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** Keeps a batch as the samples that it was made of. */
const collate = (samples: number[]): number[] => samples;

function seeded(seed: number | null): Generator | undefined {
  return seed === null ? undefined : new Generator().manualSeed(seed);
}

/** The options that hold `generator`, where there is one. */
function drawnFrom(generator: Generator | undefined): { generator?: Generator } {
  return generator === undefined ? {} : { generator };
}

function samplerOf(name: string, length: number, generator?: Generator): Sampler {
  const dataset = range(length);
  const options = drawnFrom(generator);
  const samplers: Record<string, () => Sampler> = {
    replacement: () =>
      new RandomSampler(dataset, { replacement: true, numSamples: 70, ...options }),
    moreThanAll: () => new RandomSampler(dataset, { numSamples: 2 * length + 3, ...options }),
    subset: () =>
      new SubsetRandomSampler(
        dataset.filter((index) => index % 2 === 0),
        options,
      ),
    weighted: () => new WeightedRandomSampler(fixture.weights, 20, options),
    weightedWithout: () =>
      new WeightedRandomSampler(fixture.weights, 5, { replacement: false, ...options }),
    weightedOne: () => new WeightedRandomSampler(fixture.weights, 1, options),
    sequential: () => new SequentialSampler(dataset),
  };
  const make = samplers[name];
  if (make === undefined) throw new Error(`no sampler ${name}`);
  return make();
}

function take<Value>(values: Iterable<Value>, most: number | null): Value[] {
  const taken: Value[] = [];
  for (const value of values) {
    if (taken.length === most) break;
    taken.push(value);
  }
  return taken;
}

describe('DataLoader draws as PyTorch does', () => {
  it.each(fixture.loaders)(
    '$length by $batchSize, shuffle $shuffle, dropLast $dropLast, sampler $sampler, seeds $seed and $generatorSeed',
    (expected) => {
      manualSeed(expected.seed);
      const generator = seeded(expected.generatorSeed);
      const { length, batchSize, shuffle, dropLast, sampler } = expected;
      const loader = new DataLoader(range(length), {
        batchSize,
        shuffle,
        dropLast,
        collate,
        ...(sampler !== null && { sampler: samplerOf(sampler, length, generator) }),
        ...drawnFrom(generator),
      });
      expect(loader.length).toBe(expected.batches);
      const epochs = range(3).map(() => take(loader, expected.stopAfter));
      expect(epochs).toEqual(expected.epochs);
      expect(String(randomInt64(defaultGenerator))).toBe(expected.nextOfDefault);
      if (generator !== undefined) {
        expect(String(randomInt64(generator))).toBe(expected.nextOfGenerator);
      }
    },
  );

  it('two iterations at once', () => {
    manualSeed(3);
    const loader = new DataLoader(range(8), { batchSize: 3, shuffle: true, collate });
    const [first, second] = [loader[Symbol.iterator](), loader[Symbol.iterator]()];
    const batches = range(3).map(() => [first.next().value, second.next().value]);
    expect([first.next().done, second.next().done]).toEqual([true, true]);
    expect(batches).toEqual(fixture.interleaved.batches);
    expect(String(randomInt64(defaultGenerator))).toBe(fixture.interleaved.nextOfDefault);
  });

  it('three epochs of 60,000 samples', () => {
    manualSeed(777);
    const options = { batchSize: 100, shuffle: true, dropLast: true, collate };
    const loader = new DataLoader(range(60000), options);
    for (const expected of fixture.mnistSized.epochs) {
      const order = [...loader].flat();
      expect(order.slice(0, 100)).toEqual(expected.first);
      expect(order.reduce((sum, index, k) => sum + (k + 1) * index, 0)).toBe(expected.sum);
    }
    expect(String(randomInt64(defaultGenerator))).toBe(fixture.mnistSized.nextOfDefault);
  });
});

describe('DataLoader', () => {
  it('gives the same batches to for await', async () => {
    const options = { batchSize: 3, shuffle: true, collate };
    manualSeed(1);
    const expected = [...new DataLoader(range(10), options)];
    manualSeed(1);
    const batches: number[][] = [];
    for await (const batch of new DataLoader(range(10), options)) batches.push(batch);
    expect(batches).toEqual(expected);
  });

  it('waits for samples that are promises', async () => {
    const later: Dataset<Promise<number>> = { length: 3, get: async (index) => 10 * index };
    const batches: number[][] = [];
    for await (const batch of new DataLoader(later, { batchSize: 2, collate })) batches.push(batch);
    expect(batches).toEqual([[0, 10], [20]]);
    expect(() => [...new DataLoader(later, { batchSize: 2 })]).toThrow('with for await');
  });

  it('reads an iterable dataset in its own order, from the start each time', () => {
    const stream: IterableDataset<number> = new Set([4, 3, 2, 1, 0]);
    const loader = new DataLoader(stream, { batchSize: 2, collate });
    expect([...loader]).toEqual([[4, 3], [2, 1], [0]]);
    expect([...loader].length).toBe(3);
    const whole = new DataLoader(stream, { batchSize: 2, dropLast: true, collate });
    expect([...whole]).toEqual([
      [4, 3],
      [2, 1],
    ]);
  });

  it('reads a dataset that iterates asynchronously', async () => {
    const stream: IterableDataset<number> = {
      length: 3,
      async *[Symbol.asyncIterator]() {
        yield* [7, 8, 9];
      },
    };
    const loader = new DataLoader(stream, { batchSize: 2, collate });
    expect(loader.length).toBe(2);
    const batches: number[][] = [];
    for await (const batch of loader) batches.push(batch);
    expect(batches).toEqual([[7, 8], [9]]);
    expect(() => [...loader]).toThrow('read it with for await');
  });

  it('takes any iterable as a sampler or a batchSampler', () => {
    expect([...new DataLoader(range(5), { sampler: [4, 0], collate })]).toEqual([[4], [0]]);
    const loader = new DataLoader(range(5), { batchSampler: [[4, 0], [1]], collate });
    expect([...loader]).toEqual([[4, 0], [1]]);
    expect(loader.length).toBe(2);
    const endless = new DataLoader(range(5), { sampler: new Set([1]).values(), collate });
    expect(() => endless.length).toThrow('the sampler does not say its length');
  });

  it('gives no batch of an empty dataset', () => {
    const loader = new DataLoader([], { batchSize: 4 });
    expect([...loader]).toEqual([]);
    expect(loader.length).toBe(0);
    expect(() => new DataLoader([], { shuffle: true })).toThrow('an empty dataset');
  });

  it('refuses options that contradict each other', () => {
    const data = range(4);
    const sampler = [0];
    const batchSampler = [[0]];
    expect(() => new DataLoader(data, { sampler, shuffle: true })).toThrow('leave out shuffle');
    for (const options of [{ batchSize: 1 }, { shuffle: true }, { sampler }, { dropLast: true }]) {
      expect(() => new DataLoader(data, { batchSampler, ...options })).toThrow('batchSampler');
    }
    for (const options of [{ shuffle: true }, { sampler }, { batchSampler }]) {
      expect(() => new DataLoader(new Set(data), options)).toThrow('comes in its own order');
    }
    expect(() => new DataLoader(data, { collate, collateFn: collate })).toThrow('pass one of them');
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses batchSize %s',
    (batchSize) => {
      const message = `batchSize must be a positive whole number; got ${batchSize}`;
      expect(() => new DataLoader([1], { batchSize })).toThrow(message);
      expect(() => new DataLoader(new Set([1]), { batchSize })).toThrow(message);
    },
  );

  it('refuses what is no dataset', () => {
    expect(() => new DataLoader(null as unknown as number[])).toThrow('got null');
    expect(() => new DataLoader({} as unknown as number[])).toThrow('got object');
  });

  it('names an index that a sampler gives out of range', () => {
    const loader = new DataLoader(range(3), { sampler: [5], collate });
    expect(() => [...loader]).toThrow('index 5 of a dataset of 3; indices go from -3 to 2');
  });
});
