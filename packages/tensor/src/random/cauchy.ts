import type { DType, TypedArray } from '../dtype.ts';
import { uniform53Blocks } from './blocks.ts';
import { checkFloatingPoint, checkNumber } from './check.ts';
import { fusedMultiplyAdd64 } from './fused-multiply-add.ts';
import type { Generator } from './generator.ts';

/**
 * Fills `out` with samples of the Cauchy distribution, as `Tensor.cauchy_` does.
 *
 * @throws {DTypeError} unless `dtype` is float32 or float64.
 * @throws {ArgumentError} when `median` or `sigma` is NaN.
 * @example
 * ```ts
 * const out = new Float32Array(3);
 * fillCauchy(out, 'float32', new Generator().manualSeed(777));
 * out; // Float32Array [0.5307..., -1.1608..., -6.2402...]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.cauchy_.html
 */
export function fillCauchy(
  out: TypedArray,
  dtype: DType,
  generator: Generator,
  median = 0,
  sigma = 1,
): void {
  checkFloatingPoint('cauchy_', dtype);
  checkNumber('cauchy_', 'median', median);
  checkNumber('cauchy_', 'sigma', sigma);
  for (const { start, samples } of uniform53Blocks(generator, out.length)) {
    for (let i = 0; i < samples.length; i++) {
      const slope = Math.tan(Math.PI * ((samples[i] as number) - 0.5));
      out[start + i] = fusedMultiplyAdd64(sigma, slope, median);
    }
  }
}
