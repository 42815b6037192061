import type { DType, TypedArray } from '../dtype.ts';
import { ArgumentError, DTypeError } from '../errors.ts';
import { uniform53Blocks } from './blocks.ts';
import type { Generator } from './generator.ts';

/**
 * Fills `out` with the number of trials of probability `p` up to the first success, as
 * `Tensor.geometric_` does.
 *
 * @throws {DTypeError} for bool.
 * @throws {ArgumentError} unless 0 < p < 1.
 * @example
 * ```ts
 * const out = new Float32Array(3);
 * fillGeometric(out, 'float32', new Generator().manualSeed(777), 0.5);
 * out; // Float32Array [1, 3, 5]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.geometric_.html
 */
export function fillGeometric(
  out: TypedArray,
  dtype: DType,
  generator: Generator,
  p: number,
): void {
  if (dtype === 'bool') throw new DTypeError('geometric_ does not fill bool tensors');
  if (!(p > 0 && p < 1)) {
    throw new ArgumentError(`geometric_ expects p to be in (0, 1); got p=${p}`);
  }
  const logarithmOfFailure = Math.log(1 - p);
  for (const { start, samples } of uniform53Blocks(generator, out.length)) {
    for (let i = 0; i < samples.length; i++) {
      out[start + i] = Math.ceil(Math.log(samples[i] as number) / logarithmOfFailure);
    }
  }
}
