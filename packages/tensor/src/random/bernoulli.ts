import type { DType, TypedArray } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { uniform24Blocks, uniform53Blocks, wordBlocks } from './blocks.ts';
import { checkProbability } from './check.ts';
import type { Generator } from './generator.ts';

/**
 * Fills `out` with ones, each with probability `p`, and zeros, as `Tensor.bernoulli_` and the mask
 * of dropout do.
 *
 * A single `p` is compared with 53 random bits whatever the dtype; an array of as many
 * probabilities as `out` has elements with 53 bits when it is float64 and 24 when it is float32.
 *
 * @throws {ArgumentError} when a probability is outside [0, 1].
 * @throws {ShapeError} when `p` is an array of another length.
 * @example
 * ```ts
 * const out = new Uint8Array(5);
 * fillBernoulli(out, 'bool', new Generator().manualSeed(777), 0.5);
 * out; // Uint8Array [0, 1, 1, 0, 0]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.bernoulli.html
 */
export function fillBernoulli(
  out: TypedArray,
  _dtype: DType,
  generator: Generator,
  p: number | Float32Array | Float64Array = 0.5,
): void {
  if (typeof p === 'number') {
    checkProbability('bernoulli', p);
    fillBelow(out, generator, p);
    return;
  }
  if (p.length !== out.length) {
    throw new ShapeError(
      `bernoulli expects one probability an element; got ${p.length} for ${out.length} elements`,
    );
  }
  for (const probability of p) checkProbability('bernoulli', probability);
  const uniformBlocks = p instanceof Float64Array ? uniform53Blocks : uniform24Blocks;
  for (const { start, samples } of uniformBlocks(generator, out.length)) {
    for (let i = 0; i < samples.length; i++) {
      out[start + i] = (samples[i] as number) < (p[start + i] as number) ? 1 : 0;
    }
  }
}

/**
 * Fills `out` with whether 53 random bits, as a fraction, are below `p`.
 *
 * The comparison is made on the halves of the integers, because the sign bit of a difference costs
 * no branch, and a branch on a random bit is what a mask would spend most of its time on.
 */
function fillBelow(out: TypedArray, generator: Generator, p: number): void {
  const threshold = Math.ceil(p * 2 ** 53);
  const thresholdHigh = Math.floor(threshold / 2 ** 32);
  const thresholdLow = threshold % 2 ** 32;
  for (const { start, samples } of wordBlocks(generator, 2 * out.length)) {
    for (let i = 0; i < samples.length; i += 2) {
      const difference = ((samples[i] as number) & 0x1fffff) - thresholdHigh;
      const isBelow =
        difference === 0 ? Number((samples[i + 1] as number) < thresholdLow) : difference >>> 31;
      out[(start + i) >> 1] = isBelow;
    }
  }
}
