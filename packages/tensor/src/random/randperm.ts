import type { DType, TypedArray } from '../dtype.ts';
import { ArgumentError, DTypeError } from '../errors.ts';
import { wordBlocks } from './blocks.ts';
import type { Generator } from './generator.ts';
import { remainder } from './remainder.ts';

const largestCount = { uint8: 256, int32: 2 ** 31, float32: 2 ** 24 + 1, float64: 2 ** 53 };

/**
 * Fills `out`, of n elements, with the integers from 0 to n - 1 in random order, as
 * `torch.randperm` does.
 *
 * @throws {DTypeError} for bool.
 * @throws {ArgumentError} when `dtype` does not hold every integer below n.
 * @example
 * ```ts
 * const out = new Int32Array(5);
 * fillRandperm(out, 'int32', new Generator().manualSeed(777));
 * out; // Int32Array [0, 4, 3, 2, 1]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.randperm.html
 */
export function fillRandperm(out: TypedArray, dtype: DType, generator: Generator): void {
  if (dtype === 'bool') throw new DTypeError('randperm has no bool form; use an integer dtype');
  const n = out.length;
  if (n > largestCount[dtype]) {
    throw new ArgumentError(
      `randperm of ${n} does not fit ${dtype}, which takes up to ${largestCount[dtype]}`,
    );
  }
  for (let i = 0; i < n; i++) out[i] = i;
  for (const { start, samples } of wordBlocks(generator, n - 1)) {
    for (let j = 0; j < samples.length; j++) {
      const i = start + j;
      const other = i + remainder(samples[j] as number, n - i);
      const value = out[i] as number;
      out[i] = out[other] as number;
      out[other] = value;
    }
  }
}
