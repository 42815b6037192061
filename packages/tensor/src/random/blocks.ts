import type { Generator } from './generator.ts';

// Drawing a block of words at a time keeps the engine's counters out of the innermost loops,
// which makes the fills about twice as fast. A block of 512 samples stays in the first cache.
const blockSize = 512;
const words = new Uint32Array(2 * blockSize);
const samples = new Float64Array(blockSize);

/** The bits of a word that make a float32 in [0, 1), and the step they count. */
export const mask24 = 0xffffff;
export const unit24 = 2 ** -24;

/** Some of the samples that a loop was asked for. The array is used again for the next block. */
export interface Block<Samples> {
  /** The place of the block's first sample among all. */
  readonly start: number;
  readonly samples: Samples;
}

/** The next `count` integers in [0, 2^32). */
export function* wordBlocks(generator: Generator, count: number): Iterable<Block<Uint32Array>> {
  for (let start = 0; start < count; start += blockSize) {
    const drawn = words.subarray(0, Math.min(count - start, blockSize));
    generator.randomInto(drawn);
    yield { start, samples: drawn };
  }
}

/** The next `count` numbers in [0, 1) on a grid of 2^-24, as PyTorch draws a float32. */
export function* uniform24Blocks(
  generator: Generator,
  count: number,
): Iterable<Block<Float64Array>> {
  for (const { start, samples: drawn } of wordBlocks(generator, count)) {
    for (let i = 0; i < drawn.length; i++) {
      samples[i] = ((drawn[i] as number) & mask24) * unit24;
    }
    yield { start, samples: samples.subarray(0, drawn.length) };
  }
}

/** The next `count` numbers in [0, 1) on a grid of 2^-53, as PyTorch draws a float64. */
export function* uniform53Blocks(
  generator: Generator,
  count: number,
): Iterable<Block<Float64Array>> {
  for (let start = 0; start < count; start += blockSize) {
    const length = Math.min(count - start, blockSize);
    generator.randomInto(words.subarray(0, 2 * length));
    for (let i = 0; i < length; i++) {
      samples[i] = fraction53(words[2 * i] as number, words[2 * i + 1] as number);
    }
    yield { start, samples: samples.subarray(0, length) };
  }
}

/** The next number in [0, 1) on a grid of 2^-53. */
export function uniform53(generator: Generator): number {
  const high = generator.random();
  return fraction53(high, generator.random());
}

/** The low 53 of the 64 bits in two words, as a fraction of 1. */
function fraction53(high: number, low: number): number {
  return ((high & 0x1fffff) * 2 ** 32 + low) * 2 ** -53;
}
