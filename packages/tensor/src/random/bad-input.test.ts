import { describe, expect, it } from 'vitest';
import { allocateArray, type DType, type TypedArray } from '../dtype.ts';
import { ArgumentError, type ChainruleError, DTypeError, ShapeError } from '../errors.ts';
import {
  drawMultinomial,
  fillBernoulli,
  fillCauchy,
  fillExponential,
  fillGeometric,
  fillLogNormal,
  fillNormal,
  fillRandomIntegers,
  fillRandperm,
  fillUniform,
  Generator,
} from './index.ts';

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

type Fill = (out: TypedArray, dtype: DType, generator: Generator, ...args: number[]) => void;
type Kind = new (message: string) => ChainruleError;

const fills: [name: string, fill: Fill, dtype: DType, args: number[], kind: Kind][] = [
  ['uniform_', fillUniform, 'float32', [1, 0], ArgumentError],
  ['uniform_', fillUniform, 'float32', [nan, 1], ArgumentError],
  ['uniform_', fillUniform, 'float64', [0, nan], ArgumentError],
  ['uniform_', fillUniform, 'float32', [0, 1e39], ArgumentError],
  ['uniform_', fillUniform, 'float32', [-3e38, 3e38], ArgumentError],
  ['uniform_', fillUniform, 'float64', [0, inf], ArgumentError],
  ['uniform_', fillUniform, 'float64', [-1e308, 1e308], ArgumentError],
  ['uniform_', fillUniform, 'int32', [0, 1], DTypeError],
  ['normal_', fillNormal as Fill, 'float32', [0, -1], ArgumentError],
  ['normal_', fillNormal as Fill, 'float32', [0, nan], ArgumentError],
  ['normal_', fillNormal as Fill, 'float64', [nan, 1], ArgumentError],
  ['normal_', fillNormal as Fill, 'bool', [0, 1], DTypeError],
  ['random_', fillRandomIntegers as Fill, 'int32', [3, 3], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'int32', [5, 3], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'int32', [0, 2.5], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'int32', [nan, 3], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'int32', [0, 2 ** 31 + 1], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'int32', [-(2 ** 31) - 1, 0], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'uint8', [0, 257], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'uint8', [-1], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'uint8', [256], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'bool', [0, 3], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'float32', [2 ** 24 + 1], ArgumentError],
  ['random_', fillRandomIntegers as Fill, 'float64', [0, 2 ** 60], ArgumentError],
  ['randperm', fillRandperm, 'bool', [], DTypeError],
  ['bernoulli', fillBernoulli as Fill, 'float32', [1.5], ArgumentError],
  ['bernoulli', fillBernoulli as Fill, 'float32', [-0.1], ArgumentError],
  ['bernoulli', fillBernoulli as Fill, 'bool', [nan], ArgumentError],
  ['exponential_', fillExponential, 'float32', [-1], ArgumentError],
  ['exponential_', fillExponential, 'float32', [nan], ArgumentError],
  ['exponential_', fillExponential, 'uint8', [1], DTypeError],
  ['cauchy_', fillCauchy, 'float32', [nan, 1], ArgumentError],
  ['cauchy_', fillCauchy, 'float32', [0, nan], ArgumentError],
  ['cauchy_', fillCauchy, 'int32', [0, 1], DTypeError],
  ['log_normal_', fillLogNormal, 'float32', [0, 0], ArgumentError],
  ['log_normal_', fillLogNormal, 'float32', [0, nan], ArgumentError],
  ['log_normal_', fillLogNormal, 'float32', [nan, 1], ArgumentError],
  ['log_normal_', fillLogNormal, 'int32', [0, 1], DTypeError],
  ['geometric_', fillGeometric as Fill, 'float32', [0], ArgumentError],
  ['geometric_', fillGeometric as Fill, 'float32', [1], ArgumentError],
  ['geometric_', fillGeometric as Fill, 'int32', [nan], ArgumentError],
  ['geometric_', fillGeometric as Fill, 'bool', [0.5], DTypeError],
];

function expectRefusal(name: string, kind: Kind, draw: (generator: Generator) => unknown): void {
  const generator = new Generator().manualSeed(1);
  const before = generator.getState();
  expect(() => draw(generator)).toThrow(kind);
  expect(() => draw(generator)).toThrow(name);
  expect(generator.getState()).toEqual(before);
}

describe('bad input is refused before anything is drawn', () => {
  it.each(fills)('%s', (name, fill, dtype, args, kind) => {
    for (const size of [0, 4, 20]) {
      expectRefusal(name, kind, (generator) =>
        fill(allocateArray(dtype, size), dtype, generator, ...args),
      );
    }
  });

  it('randperm of more elements than the dtype counts', () => {
    expectRefusal('randperm', ArgumentError, (generator) =>
      fillRandperm(new Uint8Array(257), 'uint8', generator),
    );
  });

  it('bernoulli of a wrong probability among good ones, or of too few', () => {
    const out = new Float32Array(3);
    for (const bad of [-0.5, 1.5, nan]) {
      expectRefusal('bernoulli', ArgumentError, (generator) =>
        fillBernoulli(out, 'float32', generator, Float32Array.of(0.5, 0.5, bad)),
      );
    }
    expectRefusal('bernoulli', ShapeError, (generator) =>
      fillBernoulli(out, 'float32', generator, Float64Array.of(0.5)),
    );
  });

  const rows: [name: string, probabilities: number[], categories: number, count: number][] = [
    ['a negative entry', [1, -2], 2, 1],
    ['an infinite entry', [1, inf], 2, 1],
    ['a NaN', [1, nan], 2, 1],
    ['only zeros', [0, 0], 2, 1],
    ['only zeros in the second row', [1, 1, 0, 0], 2, 1],
    ['no categories', [], 0, 1],
    ['no samples', [1, 2], 2, 0],
    ['fewer than no samples', [1, 2], 2, -1],
    ['half a sample', [1, 2], 2, 0.5],
  ];
  it.each(rows)('multinomial: %s', (_name, probabilities, categories, count) => {
    for (const replacement of [false, true]) {
      for (const table of [Float32Array.from(probabilities), Float64Array.from(probabilities)]) {
        expectRefusal('multinomial', ArgumentError, (generator) =>
          drawMultinomial(table, categories, generator, count, replacement),
        );
      }
    }
  });

  it('multinomial: more samples than categories, without replacement', () => {
    expectRefusal('multinomial', ArgumentError, (generator) =>
      drawMultinomial(Float32Array.of(1, 2), 2, generator, 3),
    );
  });
});
