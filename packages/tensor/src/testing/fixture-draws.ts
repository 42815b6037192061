import { allocateArray, type DType, type TypedArray } from '../dtype.ts';
import {
  drawMultinomial,
  fillBernoulli,
  fillCauchy,
  fillExponential,
  fillGeometric,
  fillLogNormal,
  fillNormal,
  fillRandom,
  fillRandomIntegers,
  fillRandperm,
  fillUniform,
  Generator,
  randomInt64,
} from '../random/index.ts';

type Fill = (out: TypedArray, dtype: DType, generator: Generator, ...args: number[]) => unknown;

/** For every kind of draw in the fixtures, the same draw made here. */
const fills: { readonly [kind: string]: Fill } = {
  uniform: fillUniform,
  normal: (out, dtype, generator, mean, std) => fillNormal(out, dtype, generator, mean, std),
  stridedNormal: (out, dtype, generator, mean, std) =>
    fillNormal(out, dtype, generator, mean, std, { contiguous: false }),
  randint: (out, dtype, generator, low, high) =>
    fillRandomIntegers(out, dtype, generator, low as number, high),
  randomBetween: (out, dtype, generator, low, high) =>
    fillRandomIntegers(out, dtype, generator, low as number, high),
  randomFrom: (out, dtype, generator, low) =>
    fillRandomIntegers(out, dtype, generator, low as number),
  random: fillRandom,
  randperm: fillRandperm,
  bernoulli: fillBernoulli,
  exponential: fillExponential,
  cauchy: fillCauchy,
  logNormal: fillLogNormal,
  geometric: (out, dtype, generator, p) => fillGeometric(out, dtype, generator, p as number),
  bernoulliEach: (out, dtype, generator) => {
    const wide = Float64Array.from(out, (_value, i) => (i % 11) / 10);
    fillBernoulli(out, dtype, generator, dtype === 'float64' ? wide : Float32Array.from(wide));
  },
  randomInt64: (out, _dtype, generator) =>
    BigInt64Array.from(out, () => 0n).map(() => randomInt64(generator)),
  sampler: (out, dtype, generator) =>
    fillRandperm(out, dtype, new Generator().manualSeed(randomInt64(generator))),
  multinomial: (out, dtype, generator, rows, count, replacement) =>
    drawMultinomial(
      weights(dtype, Math.max(rows as number, 1), out.length),
      out.length,
      generator,
      count as number,
      replacement === 1,
    ),
};

/** Draws what a fixture describes; int64, which only `randomInt64` has, comes as bigints. */
export function drawAsDescribed(
  kind: string,
  dtype: DType | 'int64',
  size: number,
  args: number[],
  generator: Generator,
): TypedArray | BigInt64Array {
  const stored = dtype === 'int64' ? 'int32' : dtype;
  const out = allocateArray(stored, size);
  const fill = fills[kind] as Fill;
  const drawn = fill(out, stored, generator, ...args);
  return (drawn ?? out) as TypedArray | BigInt64Array;
}

function weights(dtype: DType, rows: number, categories: number): Float32Array | Float64Array {
  const table = allocateArray(dtype, rows * categories) as Float32Array | Float64Array;
  return table.map((_value, at) => {
    const row = Math.floor(at / categories);
    const column = at % categories;
    return (((row * 3 + column * 7) % 5) + (column === 0 ? 1 : 0)) * 0.25;
  });
}
