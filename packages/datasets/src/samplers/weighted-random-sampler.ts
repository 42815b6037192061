import {
  defaultGenerator,
  type Generator,
  multinomial,
  type Tensor,
  tensor,
} from '@chainrule/tensor';
import { checkPositiveInteger } from '../dataset.ts';
import type { Sampler } from './sampler.ts';

/** Options of {@link WeightedRandomSampler}. */
export interface WeightedRandomSamplerOptions {
  /** Whether an index may come again (default `true`). */
  readonly replacement?: boolean;
  readonly generator?: Generator;
}

/**
 * Indices drawn with the probabilities that `weights` are proportional to, as for classes of
 * unequal sizes.
 *
 * @param weights - One weight a sample, of any sum.
 * @param numSamples - How many indices one iteration gives.
 * @throws {ArgumentError} when `numSamples` is not positive, and on iteration when a weight is
 * negative or not finite, all are 0, or there are too few to draw without replacement.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.WeightedRandomSampler
 *
 * @example
 * ```ts
 * console.log([...new WeightedRandomSampler([0, 1, 0], 4)]); // [ 1, 1, 1, 1 ]
 * ```
 */
export class WeightedRandomSampler implements Sampler {
  /** The weights, float64. */
  readonly weights: Tensor;
  readonly length: number;
  readonly replacement: boolean;
  readonly generator: Generator | undefined;

  constructor(
    weights: ArrayLike<number>,
    numSamples: number,
    options: WeightedRandomSamplerOptions = {},
  ) {
    this.weights = tensor(Float64Array.from(weights), { device: 'cpu' });
    this.length = checkPositiveInteger(numSamples, 'numSamples');
    this.replacement = options.replacement ?? true;
    this.generator = options.generator;
  }

  *[Symbol.iterator](): IterableIterator<number> {
    const { weights, length, replacement, generator = defaultGenerator } = this;
    yield* multinomial(weights, length, { replacement, generator }).dataSync();
  }
}
