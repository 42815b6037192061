import type { DType, TypedArray } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import { type Block, uniform24Blocks, uniform53, uniform53Blocks } from './blocks.ts';
import { boxMuller32, boxMuller64 } from './box-muller.ts';
import { checkFloatingPoint, checkNumber } from './check.ts';
import { fusedMultiplyAdd64 } from './fused-multiply-add.ts';
import type { Generator } from './generator.ts';

const chunk = 16;

/**
 * Fills `out` with samples of the normal distribution, as `Tensor.normal_` does.
 *
 * PyTorch has two ways, and takes the stream differently in each: below 16 elements, and always
 * when the tensor to fill is not contiguous, one float64 sample at a time; from 16 elements on, in
 * chunks of 16. Pass `contiguous: false` when `out` is a copy of the elements, in memory order, of
 * a tensor that is not contiguous.
 *
 * @throws {DTypeError} unless `dtype` is float32 or float64.
 * @throws {ArgumentError} when `std` is negative, or `mean` or `std` is NaN.
 * @example
 * ```ts
 * const out = new Float32Array(3);
 * fillNormal(out, 'float32', new Generator().manualSeed(777));
 * out; // Float32Array [-0.4014..., -0.5933..., 1.6885...]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.normal_.html
 */
export function fillNormal(
  out: TypedArray,
  dtype: DType,
  generator: Generator,
  mean = 0,
  std = 1,
  { contiguous = true }: { contiguous?: boolean } = {},
): void {
  checkFloatingPoint('normal_', dtype);
  checkNumber('normal_', 'mean', mean);
  checkNumber('normal_', 'std', std);
  if (std < 0) throw new ArgumentError(`normal_ expects std >= 0; got std=${std}`);

  if (out.length < chunk || !contiguous) {
    for (let i = 0; i < out.length; i++) {
      out[i] = fusedMultiplyAdd64(sampleNormal(generator), std, mean);
    }
  } else if (dtype === 'float32') {
    fillChunks32(out, generator, Math.fround(mean), Math.fround(std));
  } else {
    fillChunks64(out, generator, mean, std);
  }
}

/**
 * One sample of the standard normal distribution in float64.
 *
 * Samples come in pairs: the second one waits in the generator for the next call.
 *
 * @example
 * ```ts
 * sampleNormal(new Generator().manualSeed(777)); // -0.4014...
 * ```
 */
export function sampleNormal(generator: Generator): number {
  const cached = generator.takeCachedNormal();
  if (!Number.isNaN(cached)) return cached;

  const angle = 2 * Math.PI * uniform53(generator);
  const radius = Math.sqrt(-2 * Math.log1p(-uniform53(generator)));
  generator.cacheNormal(radius * Math.sin(angle));
  return radius * Math.cos(angle);
}

function fillChunks32(out: TypedArray, generator: Generator, mean: number, std: number): void {
  copyBlocks(out, uniform24Blocks(generator, out.length));
  for (let i = 0; i + chunk <= out.length; i += chunk) boxMuller32(out, i, mean, std);
  if (out.length % chunk === 0) return;

  // The last 16 elements are drawn afresh, over those of the last whole chunk too.
  const tail = out.subarray(out.length - chunk);
  copyBlocks(tail, uniform24Blocks(generator, chunk));
  boxMuller32(tail, 0, mean, std);
}

function fillChunks64(out: TypedArray, generator: Generator, mean: number, std: number): void {
  copyBlocks(out, uniform53Blocks(generator, out.length));
  for (let i = 0; i + chunk <= out.length; i += chunk) boxMuller64(out, i, mean, std);
  if (out.length % chunk === 0) return;

  const tail = out.subarray(out.length - chunk);
  copyBlocks(tail, uniform53Blocks(generator, chunk));
  boxMuller64(tail, 0, mean, std);
}

function copyBlocks(out: TypedArray, blocks: Iterable<Block<Float64Array>>): void {
  for (const { start, samples } of blocks) out.set(samples, start);
}
