import type { DType, TypedArray } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import { wordBlocks } from './blocks.ts';
import { checkInteger } from './check.ts';
import type { Generator } from './generator.ts';
import { remainder } from './remainder.ts';

interface IntegerRange {
  readonly lowest: number;
  readonly highest: number;
  /** Bits of the significand, beyond which not every integer can be stored; 0 for integers. */
  readonly digits: number;
}

const ranges: { readonly [D in DType]: IntegerRange } = {
  bool: { lowest: 0, highest: 1, digits: 0 },
  uint8: { lowest: 0, highest: 255, digits: 0 },
  int32: { lowest: -(2 ** 31), highest: 2 ** 31 - 1, digits: 0 },
  float32: { lowest: Number.MIN_SAFE_INTEGER, highest: 2 ** 24, digits: 24 },
  float64: { lowest: Number.MIN_SAFE_INTEGER, highest: 2 ** 53, digits: 53 },
};

/**
 * Fills `out` with integers of [from, to), each as likely as any other, as `Tensor.random_(from,
 * to)` and `torch.randint` do.
 *
 * Without `to` they go up to the largest value of an integer `dtype`, and to 2^24 or 2^53, both
 * included, in float32 and float64.
 *
 * @throws {ArgumentError} when a bound is no safe integer, does not fit `dtype`, or `from >= to`.
 * @example
 * ```ts
 * const out = new Int32Array(5);
 * fillRandomIntegers(out, 'int32', new Generator().manualSeed(777), 0, 10);
 * out; // Int32Array [5, 9, 1, 8, 5]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.randint.html
 */
export function fillRandomIntegers(
  out: TypedArray,
  dtype: DType,
  generator: Generator,
  from: number,
  to?: number,
): void {
  checkInteger('random_', 'from', from);
  if (to !== undefined) checkInteger('random_', 'to', to);
  const { highest, digits } = ranges[dtype];
  if (from > (to === undefined ? highest : to - 1)) {
    throw new ArgumentError(
      `random_ expects from < to; got from=${from} >= to=${to ?? `${highest} + 1, the end of ${dtype}`}`,
    );
  }
  const [first, last] =
    digits === 0 ? integerBounds(dtype, from, to) : floatingBounds(dtype, from, to);
  const range = BigInt(last) - BigInt(first) + 1n;
  if (digits > 0 && range >= 2n ** 32n) {
    const base = BigInt(first);
    for (let i = 0; i < out.length; i++) out[i] = Number((generator.random64() % range) + base);
  } else {
    fillRemainders(out, generator, Number(range), first);
  }
}

function integerBounds(dtype: DType, from: number, to?: number): [first: number, last: number] {
  const { lowest, highest } = ranges[dtype];
  const last = to === undefined ? highest : to - 1;
  if (from >= lowest && last <= highest) return [from, last];
  throw new ArgumentError(
    `random_ expects integers from ${lowest} to ${highest} for ${dtype}; got from=${from}, to=${to}`,
  );
}

/**
 * The first and last integer to draw so that every draw, once rounded to `dtype`, is still at least
 * `from` and below `to`.
 */
function floatingBounds(dtype: DType, from: number, to?: number): [first: number, last: number] {
  const { highest, digits } = ranges[dtype];
  if (dtype === 'float64') return [from, to === undefined ? highest : to - 1];

  const roundedFrom = Math.fround(from + 1);
  const first = roundedFrom < from ? roundedFrom + spacing(Math.abs(from + 1), digits) : from;
  const last = to === undefined ? highest : lastBelow(to, digits);
  if (first <= last) return [first, last];
  throw new ArgumentError(
    `random_ expects from < to once both are ${dtype}; got from=${first} >= to=${last + 1}`,
  );
}

function lastBelow(to: number, digits: number): number {
  const roundedTo = Math.fround(to - 1);
  return (roundedTo >= to ? roundedTo - spacing(Math.abs(to - 1), digits) : to) - 1;
}

/** The distance between numbers of `digits` bits near the integer `magnitude`. */
function spacing(magnitude: number, digits: number): number {
  const exponent = Math.floor(Math.log2(magnitude));
  // The logarithm of an integer just below a power of two may round up to the power's own.
  return 2 ** ((2 ** exponent > magnitude ? exponent - 1 : exponent) - digits + 1);
}

/**
 * Fills `out` as `Tensor.random_()` without bounds does: with the nonnegative integers of an
 * integer `dtype`, and with 0 to 2^24 or 2^53 in float32 and float64.
 *
 * @example
 * ```ts
 * const out = new Uint8Array(3);
 * fillRandom(out, 'uint8', new Generator().manualSeed(777));
 * out; // Uint8Array [103, 47, 59]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.random_.html
 */
export function fillRandom(out: TypedArray, dtype: DType, generator: Generator): void {
  if (dtype === 'float64') {
    const range = 2n ** 53n + 1n;
    for (let i = 0; i < out.length; i++) out[i] = Number(generator.random64() % range);
    return;
  }
  fillRemainders(out, generator, ranges[dtype].highest + 1, 0);
}

/** Fills `out` with `base` plus what remains of each draw of 32 bits after division by `range`. */
function fillRemainders(out: TypedArray, generator: Generator, range: number, base: number): void {
  // 2^32 itself divides nothing, and does not survive `>>> 0`.
  const divisor = range === 2 ** 32 ? 0 : range;
  for (const { start, samples } of wordBlocks(generator, out.length)) {
    for (let i = 0; i < samples.length; i++) {
      const word = samples[i] as number;
      out[start + i] = (divisor === 0 ? word : remainder(word, divisor)) + base;
    }
  }
}

/**
 * One integer of [0, 2^63), what `torch.empty((), dtype=torch.int64).random_()` draws.
 *
 * PyTorch's samplers and loaders seed their own generators with it.
 *
 * @example
 * ```ts
 * randomInt64(new Generator().manualSeed(777)); // 2816148791055203119n
 * ```
 */
export function randomInt64(generator: Generator): bigint {
  return generator.random64() & 0x7fffffffffffffffn;
}
