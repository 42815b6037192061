import { ArgumentError, defaultGenerator, type Generator } from '@chainrule/tensor';
import type { DatasetLike } from './dataset.ts';
import { shuffle } from './shuffle.ts';
import { Subset } from './subset.ts';

/** One subset for each length. */
export type Splits<Sample, Lengths extends readonly number[]> = {
  -readonly [Part in keyof Lengths]: Subset<Sample>;
};

/**
 * Splits a dataset at random into parts that share no sample.
 *
 * Fractions are rounded down, and what remains goes one by one to the parts from the first on.
 *
 * @param lengths - The lengths of the parts, which sum to the dataset's, or fractions that sum to 1.
 * @throws {ArgumentError} when they sum to something else, or one is no length and no fraction.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.random_split
 *
 * @example
 * ```ts
 * const generator = new Generator().manualSeed(42);
 * const [train, validation] = randomSplit(['a', 'b', 'c', 'd', 'e'], [0.8, 0.2], { generator });
 * console.log(train.length, validation.length); // 4 1
 * ```
 */
export function randomSplit<Sample, const Lengths extends readonly number[]>(
  dataset: DatasetLike<Sample>,
  lengths: Lengths,
  options: { readonly generator?: Generator } = {},
): Splits<Sample, Lengths> {
  const parts = partLengths(dataset.length, lengths);
  const order = shuffle(dataset.length, options.generator ?? defaultGenerator);
  let end = 0;
  const subsets = parts.map((length) => {
    end += length;
    return new Subset(dataset, order.subarray(end - length, end));
  });
  return subsets as Splits<Sample, Lengths>;
}

function partLengths(total: number, lengths: readonly number[]): readonly number[] {
  const sum = lengths.reduce((partial, length) => partial + length, 0);
  // As in PyTorch: a sum a little below 1 passes as rounding, a sum above it does not.
  if (sum <= 1 && 1 - sum <= 1e-9) return lengthsOfFractions(total, lengths);
  if (sum === total && lengths.every((length) => Number.isInteger(length) && length >= 0)) {
    return lengths;
  }
  throw new ArgumentError(
    `randomSplit expects whole lengths that sum to ${total}, the dataset's length, or fractions that sum to 1; got [${lengths.join(', ')}]`,
  );
}

function lengthsOfFractions(total: number, fractions: readonly number[]): readonly number[] {
  const negative = fractions.find((fraction) => fraction < 0);
  if (negative !== undefined) {
    throw new ArgumentError(`a fraction lies between 0 and 1; got ${negative}`);
  }
  const lengths = fractions.map((fraction) => Math.floor(total * fraction));
  const remainder = total - lengths.reduce((partial, length) => partial + length, 0);
  return lengths.map((length, part) => length + Math.ceil((remainder - part) / lengths.length));
}
