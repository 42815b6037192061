import type { DType, TypedArray } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
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
    for (let i = 0; i < out.length; i++) out[i] = generator.uniform53() < p ? 1 : 0;
    return;
  }
  if (p.length !== out.length) {
    throw new ShapeError(
      `bernoulli expects one probability an element; got ${p.length} for ${out.length} elements`,
    );
  }
  for (const probability of p) checkProbability('bernoulli', probability);
  if (p instanceof Float64Array) {
    for (let i = 0; i < out.length; i++) out[i] = generator.uniform53() < (p[i] as number) ? 1 : 0;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = generator.uniform24() < (p[i] as number) ? 1 : 0;
  }
}
