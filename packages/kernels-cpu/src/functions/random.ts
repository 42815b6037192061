import type { Offset } from './offset.ts';

/**
 * PyTorch's random streams on the CPU. `state` is the generator's own: 624 words, then the
 * position of the next and one more than the number left before the next twist, as int32.
 */
export interface RandomFunctions {
  /** The next `count` 32-bit integers. */
  randomWords(state: Offset, target: Offset, count: number): void;

  /** `count` float32 of the uniform distribution over [from, to), as `uniform_` draws them. */
  uniform(state: Offset, target: Offset, count: number, from: number, to: number): void;

  /**
   * `count` float32, each `value` with `probability` and otherwise 0, by the draws of
   * `bernoulli_`: with a `value` of `1 / probability` a dropout mask.
   */
  bernoulli(state: Offset, target: Offset, count: number, probability: number, value: number): void;
}
