import { ArgumentError } from '../errors.ts';
import { uniform53Blocks } from './blocks.ts';
import { checkInteger } from './check.ts';
import { fillExponential } from './exponential.ts';
import type { Generator } from './generator.ts';
import { indicesOfLargest } from './largest.ts';

type Probabilities = Float32Array | Float64Array;

const mostCategories = 2 ** 24;

/**
 * Draws `count` categories for every row of `probabilities`, as `torch.multinomial` does:
 * (rows, categories) -> (rows, count).
 *
 * The entries of a row need not sum to one.
 *
 * @throws {ArgumentError} when `count` is not positive, or above the number of categories without
 * replacement; when an entry is negative, infinite or NaN; when the entries of a row are all zero.
 * @example
 * ```ts
 * const weights = Float32Array.of(1, 2, 3, 4);
 * drawMultinomial(weights, 4, new Generator().manualSeed(777), 2); // 2, 1
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.multinomial.html
 */
export function drawMultinomial(
  probabilities: Probabilities,
  categories: number,
  generator: Generator,
  count: number,
  replacement = false,
): Int32Array {
  checkCount(categories, count, replacement);
  const rows = categories === 0 ? 1 : probabilities.length / categories;
  for (let row = 0; row < rows; row++) checkRow(rowOf(probabilities, categories, row), row);

  const out = new Int32Array(rows * count);
  if (replacement) {
    for (let row = 0; row < rows; row++) {
      const drawn = out.subarray(row * count, (row + 1) * count);
      drawWithReplacement(drawn, rowOf(probabilities, categories, row), generator);
    }
  } else {
    drawWithoutReplacement(out, probabilities, categories, generator, count);
  }
  return out;
}

function checkCount(categories: number, count: number, replacement: boolean): void {
  checkInteger('multinomial', 'the number of samples', count);
  if (count <= 0) {
    throw new ArgumentError(`multinomial draws at least one sample; got ${count}`);
  }
  if (!replacement && count > categories) {
    throw new ArgumentError(
      `multinomial cannot draw ${count} samples from ${categories} categories without replacement`,
    );
  }
  if (categories > mostCategories) {
    throw new ArgumentError(`multinomial takes at most 2^24 categories; got ${categories}`);
  }
}

function checkRow(row: Probabilities, index: number): void {
  let isAllZero = true;
  for (const value of row) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new ArgumentError(
        `multinomial expects finite probabilities of at least 0; got ${value} in row ${index}`,
      );
    }
    if (value > 0) isAllZero = false;
  }
  if (isAllZero) {
    throw new ArgumentError(
      `multinomial expects a positive probability in every row; row ${index} has none`,
    );
  }
}

function rowOf(values: Probabilities, categories: number, row: number): Probabilities {
  return values.subarray(row * categories, (row + 1) * categories);
}

/** Looks 53 random bits up in the cumulative distribution, which is kept in the row's own dtype. */
function drawWithReplacement(out: Int32Array, row: Probabilities, generator: Generator): void {
  const cumulative = row.slice();
  for (let i = 1; i < row.length; i++) {
    cumulative[i] = (cumulative[i - 1] as number) + (row[i] as number);
  }
  const sum = cumulative[row.length - 1] as number;
  for (let i = 0; i < row.length; i++) cumulative[i] = (cumulative[i] as number) / sum;
  cumulative[row.length - 1] = 1;

  for (const { start, samples } of uniform53Blocks(generator, out.length)) {
    for (let i = 0; i < samples.length; i++) {
      out[start + i] = firstReaching(cumulative, samples[i] as number);
    }
  }
}

/** The index of the first of the rising `values` that is not below `target`. */
function firstReaching(values: Probabilities, target: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const mid = low + ((high - low) >> 1);
    if ((values[mid] as number) < target) {
      low = mid + 1;
    } else {
      high = mid;
    }
  }
  return low;
}

/**
 * Divides every probability by an exponential sample and takes the largest quotients of each row.
 *
 * @see Efraimidis and Spirakis (2006), "Weighted random sampling with a reservoir".
 */
function drawWithoutReplacement(
  out: Int32Array,
  probabilities: Probabilities,
  categories: number,
  generator: Generator,
  count: number,
): void {
  const quotients = probabilities.slice();
  const dtype = quotients instanceof Float32Array ? 'float32' : 'float64';
  fillExponential(quotients, dtype, generator);
  for (let i = 0; i < quotients.length; i++) {
    quotients[i] = (probabilities[i] as number) / (quotients[i] as number);
  }
  const rows = out.length / count;
  for (let row = 0; row < rows; row++) {
    out.set(indicesOfLargest(rowOf(quotients, categories, row), count), row * count);
  }
}
