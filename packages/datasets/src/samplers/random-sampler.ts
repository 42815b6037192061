import {
  ArgumentError,
  defaultGenerator,
  Generator,
  randint,
  randomInt64,
} from '@chainrule/tensor';
import { checkPositiveInteger } from '../dataset.ts';
import { shuffle } from '../shuffle.ts';
import type { Sampler, Sized } from './sampler.ts';

/** Options of {@link RandomSampler}. */
export interface RandomSamplerOptions {
  /** Whether an index may come again (default `false`). */
  readonly replacement?: boolean;
  /** How many indices one iteration gives (default: as many as there are samples). */
  readonly numSamples?: number;
  /** Drawn from directly; without it, each iteration seeds a new one from the default generator. */
  readonly generator?: Generator;
}

/** Indices drawn with replacement are drawn so many at a time, as PyTorch does. */
const chunkLength = 32;

/**
 * Indices in random order: shuffled, or drawn with replacement.
 *
 * @throws {ArgumentError} when `numSamples` is not positive, or the dataset is empty.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.RandomSampler
 *
 * @example
 * ```ts
 * const generator = new Generator().manualSeed(0);
 * console.log([...new RandomSampler(['a', 'b', 'c', 'd'], { generator })]); // [ 0, 1, 3, 2 ]
 * ```
 */
export class RandomSampler implements Sampler {
  readonly replacement: boolean;
  readonly generator: Generator | undefined;
  private readonly dataset: Sized;
  private readonly numSamples: number | undefined;

  constructor(dataset: Sized, options: RandomSamplerOptions = {}) {
    this.dataset = dataset;
    this.replacement = options.replacement ?? false;
    this.numSamples = options.numSamples;
    this.generator = options.generator;
    if (dataset.length === 0) throw new ArgumentError('an empty dataset has no random order');
    checkPositiveInteger(this.length, 'numSamples');
  }

  get length(): number {
    return this.numSamples ?? this.dataset.length;
  }

  *[Symbol.iterator](): IterableIterator<number> {
    const generator = this.generator ?? new Generator().manualSeed(randomInt64(defaultGenerator));
    if (this.replacement) yield* this.drawn(generator);
    else yield* this.shuffled(generator);
  }

  private *drawn(generator: Generator): Iterable<number> {
    for (let left = this.length; left > 0; left -= chunkLength) {
      const shape = [Math.min(left, chunkLength)];
      yield* randint(this.dataset.length, shape, { generator, device: 'cpu' }).dataSync();
    }
  }

  private *shuffled(generator: Generator): Iterable<number> {
    const samples = this.dataset.length;
    for (let left = this.length; left >= samples; left -= samples) {
      yield* shuffle(samples, generator);
    }
    // Drawn even when none of it is used: PyTorch's stream is the longer by this shuffle.
    yield* shuffle(samples, generator).subarray(0, this.length % samples);
  }
}
