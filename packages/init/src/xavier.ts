import type { Tensor } from '@chainrule/tensor';
import { calculateFanInAndFanOut } from './fan.ts';
import { normal_ } from './normal.ts';
import type { GeneratorOptions } from './options.ts';
import { uniform_ } from './uniform.ts';

/** Options of {@link xavierUniform_} and {@link xavierNormal_}. */
export interface XavierOptions extends GeneratorOptions {
  /** Multiplies the spread; see `calculateGain`. Default 1. */
  readonly gain?: number;
}

function standardDeviation(tensor: Tensor, gain: number): number {
  const [fanIn, fanOut] = calculateFanInAndFanOut(tensor);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

function withGain(first: number | XavierOptions, rest: GeneratorOptions): XavierOptions {
  return typeof first === 'number' ? { ...rest, gain: first } : first;
}

// #region uniform
/**
 * Fills a weight with numbers drawn evenly from [-a, a), where
 * `a = gain * sqrt(6 / (fanIn + fanOut))`, so that values keep their variance forward and
 * gradients theirs backward, and returns it.
 *
 * @example
 * ```ts
 * xavierUniform_(empty(3, 5), calculateGain('tanh'));
 * xavierUniform_(empty(3, 5), { gain: 1 });
 * ```
 * @throws {ShapeError} for fewer than 2 dims.
 * @see Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010).
 */
export function xavierUniform_(
  tensor: Tensor,
  gain: number | XavierOptions = 1,
  options: GeneratorOptions = {},
): Tensor {
  const { gain: factor = 1, ...generator } = withGain(gain, options);
  const bound = Math.sqrt(3) * standardDeviation(tensor, factor);
  return uniform_(tensor, -bound, bound, generator);
}
// #endregion uniform

/**
 * Fills a weight with numbers drawn from a normal distribution of standard deviation
 * `gain * sqrt(2 / (fanIn + fanOut))` and returns it.
 *
 * @throws {ShapeError} for fewer than 2 dims.
 * @see Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010).
 */
export function xavierNormal_(
  tensor: Tensor,
  gain: number | XavierOptions = 1,
  options: GeneratorOptions = {},
): Tensor {
  const { gain: factor = 1, ...generator } = withGain(gain, options);
  return normal_(tensor, 0, standardDeviation(tensor, factor), generator);
}
