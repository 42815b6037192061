import type { DType, TypedArray } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import { mask24, uniform53Blocks, unit24, wordBlocks } from './blocks.ts';
import { checkFloatingPoint, checkNumber } from './check.ts';
import { fusedMultiplyAdd32, fusedMultiplyAdd64 } from './fused-multiply-add.ts';
import type { Generator } from './generator.ts';

const largest = { float32: (2 - 2 ** -23) * 2 ** 127, float64: Number.MAX_VALUE };

/**
 * Fills `out` with samples of the uniform distribution over [from, to), as `Tensor.uniform_` does.
 *
 * A float32 takes one draw, of 24 bits, and a float64 two, of 53 bits.
 *
 * @throws {DTypeError} unless `dtype` is float32 or float64.
 * @throws {ArgumentError} when `from > to`, or a bound or `to - from` is not finite in `dtype`.
 * @example
 * ```ts
 * const out = new Float32Array(3);
 * fillUniform(out, 'float32', new Generator().manualSeed(777));
 * out; // Float32Array [0.0819..., 0.4911..., 0.4032...]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.uniform_.html
 */
export function fillUniform(
  out: TypedArray,
  dtype: DType,
  generator: Generator,
  from = 0,
  to = 1,
): void {
  checkFloatingPoint('uniform_', dtype);
  checkBounds(dtype as 'float32' | 'float64', from, to);
  if (dtype === 'float32') {
    fillUniform32(out, generator, Math.fround(from), Math.fround(to));
  } else {
    fillUniform64(out, generator, from, to);
  }
}

function checkBounds(dtype: 'float32' | 'float64', from: number, to: number): void {
  checkNumber('uniform_', 'from', from);
  checkNumber('uniform_', 'to', to);
  const limit = largest[dtype];
  if (Math.abs(from) > limit || Math.abs(to) > limit) {
    throw new ArgumentError(
      `uniform_ expects bounds that are finite in ${dtype}; got from=${from}, to=${to}`,
    );
  }
  if (from > to) {
    throw new ArgumentError(`uniform_ expects from <= to; got from=${from} > to=${to}`);
  }
  if (to - from > limit) {
    throw new ArgumentError(
      `uniform_ expects to - from to be finite in ${dtype}; got from=${from}, to=${to}`,
    );
  }
}

function fillUniform32(out: TypedArray, generator: Generator, from: number, to: number): void {
  const range = Math.fround(to - from);
  const spread = from === 0 ? scale32 : stretch32;
  for (const { start, samples } of wordBlocks(generator, out.length)) {
    spread(out, start, samples, range, from);
  }
}

function fillUniform64(out: TypedArray, generator: Generator, from: number, to: number): void {
  const range = to - from;
  const spread = from === 0 ? scale64 : stretch64;
  for (const { start, samples } of uniform53Blocks(generator, out.length)) {
    spread(out, start, samples, range, from);
  }
}

// A function for each inner loop, so that the compiler has room to inline what the loop calls.

function scale32(out: TypedArray, start: number, words: Uint32Array, range: number): void {
  const step = range * unit24;
  for (let i = 0; i < words.length; i++) out[start + i] = ((words[i] as number) & mask24) * step;
}

function stretch32(
  out: TypedArray,
  start: number,
  words: Uint32Array,
  range: number,
  from: number,
): void {
  const step = range * unit24;
  for (let i = 0; i < words.length; i++) {
    out[start + i] = fusedMultiplyAdd32((words[i] as number) & mask24, step, from);
  }
}

function scale64(out: TypedArray, start: number, samples: Float64Array, range: number): void {
  for (let i = 0; i < samples.length; i++) out[start + i] = (samples[i] as number) * range;
}

function stretch64(
  out: TypedArray,
  start: number,
  samples: Float64Array,
  range: number,
  from: number,
): void {
  for (let i = 0; i < samples.length; i++) {
    out[start + i] = fusedMultiplyAdd64(samples[i] as number, range, from);
  }
}
