import { defaultGenerator, Generator, manualSeed, randomInt64 } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import fixture from './fixtures/data-loader.json' with { type: 'json' };
import { randomSplit } from './random-split.ts';

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

describe('randomSplit', () => {
  it.each(fixture.splits)('splits $length by $lengths as PyTorch does', (expected) => {
    manualSeed(expected.seed);
    const options =
      expected.generatorSeed === null
        ? {}
        : { generator: new Generator().manualSeed(expected.generatorSeed) };
    const parts = randomSplit(range(expected.length), expected.lengths, options);
    expect(parts.map(({ indices }) => indices)).toEqual(expected.parts);
    expect(String(randomInt64(defaultGenerator))).toBe(expected.nextOfDefault);
  });

  it('refuses lengths of another sum, broken lengths and negative fractions', () => {
    const message = "whole lengths that sum to 10, the dataset's length";
    for (const lengths of [[5, 4], [11, -1], [4.5, 5.5], [0.5, 0.6], [Number.NaN], []]) {
      expect(() => randomSplit(range(10), lengths)).toThrow(message);
    }
    expect(() => randomSplit(range(10), [1.5, -0.5])).toThrow('got -0.5');
  });
});
