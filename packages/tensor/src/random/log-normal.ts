import type { DType, TypedArray } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import { checkFloatingPoint, checkNumber } from './check.ts';
import { fusedMultiplyAdd64 } from './fused-multiply-add.ts';
import type { Generator } from './generator.ts';
import { sampleNormal } from './normal.ts';

/**
 * Fills `out` with samples whose logarithm is normal with `mean` and `std`, as
 * `Tensor.log_normal_` does.
 *
 * @throws {DTypeError} unless `dtype` is float32 or float64.
 * @throws {ArgumentError} unless `std` is positive, and when `mean` is NaN.
 * @example
 * ```ts
 * const out = new Float32Array(3);
 * fillLogNormal(out, 'float32', new Generator().manualSeed(777));
 * out; // Float32Array [1.2177..., 0.8296..., 79.6000...]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.log_normal_.html
 */
export function fillLogNormal(
  out: TypedArray,
  dtype: DType,
  generator: Generator,
  mean = 1,
  std = 2,
): void {
  checkFloatingPoint('log_normal_', dtype);
  checkNumber('log_normal_', 'mean', mean);
  if (!(std > 0)) throw new ArgumentError(`log_normal_ expects std > 0; got std=${std}`);
  for (let i = 0; i < out.length; i++) {
    out[i] = Math.exp(fusedMultiplyAdd64(sampleNormal(generator), std, mean));
  }
}
