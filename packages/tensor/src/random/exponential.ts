import type { DType, TypedArray } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import { uniform53Blocks } from './blocks.ts';
import { checkFloatingPoint } from './check.ts';
import type { Generator } from './generator.ts';

/**
 * Fills `out` with samples of the exponential distribution of rate `lambda`, as
 * `Tensor.exponential_` does.
 *
 * @throws {DTypeError} unless `dtype` is float32 or float64.
 * @throws {ArgumentError} when `lambda` is negative or NaN.
 * @example
 * ```ts
 * const out = new Float32Array(3);
 * fillExponential(out, 'float32', new Generator().manualSeed(777));
 * out; // Float32Array [1.0651..., 0.2566..., 0.0519...]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.exponential_.html
 */
export function fillExponential(
  out: TypedArray,
  dtype: DType,
  generator: Generator,
  lambda = 1,
): void {
  checkFloatingPoint('exponential_', dtype);
  if (!(lambda >= 0)) {
    throw new ArgumentError(`exponential_ expects lambda >= 0; got lambda=${lambda}`);
  }
  const scale = -1 / lambda;
  for (const { start, samples } of uniform53Blocks(generator, out.length)) {
    for (let i = 0; i < samples.length; i++) {
      out[start + i] = scale * Math.log(1 - (samples[i] as number));
    }
  }
}
