import type { Tensor } from '@chainrule/tensor';
import { calculateCorrectFan, type FanMode } from './fan.ts';
import { calculateGain, type Nonlinearity } from './gain.ts';
import { normal_ } from './normal.ts';
import type { GeneratorOptions } from './options.ts';
import { uniform_ } from './uniform.ts';

/** Options of {@link kaimingUniform_} and {@link kaimingNormal_}. */
export interface KaimingOptions extends GeneratorOptions {
  /** The negative slope of the `leaky_relu` that follows. Default 0. */
  readonly a?: number;
  /** Keep the variance of the forward pass (`fan_in`, the default) or of the backward pass. */
  readonly mode?: FanMode;
  /** The function that follows. Default `leaky_relu`. */
  readonly nonlinearity?: Nonlinearity;
}

function standardDeviation(tensor: Tensor, options: KaimingOptions): number {
  const { a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu' } = options;
  const fan = calculateCorrectFan(tensor, mode);
  return calculateGain(nonlinearity, a) / Math.sqrt(fan);
}

/**
 * Fills a weight with numbers drawn evenly from [-bound, bound), where
 * `bound = gain * sqrt(3 / fan)`, and returns it. A weight without elements stays as it is.
 *
 * @example
 * ```ts
 * kaimingUniform_(empty(3, 5), { nonlinearity: 'relu' });
 * ```
 * @throws {ShapeError} for fewer than 2 dims.
 * @throws {ArgumentError} for an unknown mode or nonlinearity.
 * @see He et al., "Delving deep into rectifiers" (2015).
 */
export function kaimingUniform_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  if (tensor.numel() === 0) return tensor;
  const bound = Math.sqrt(3) * standardDeviation(tensor, options);
  return uniform_(tensor, { a: -bound, b: bound, ...generatorOf(options) });
}

/**
 * Fills a weight with numbers drawn from a normal distribution of standard deviation
 * `gain / sqrt(fan)` and returns it. A weight without elements stays as it is.
 *
 * @throws {ShapeError} for fewer than 2 dims.
 * @throws {ArgumentError} for an unknown mode or nonlinearity.
 * @see He et al., "Delving deep into rectifiers" (2015).
 */
export function kaimingNormal_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  if (tensor.numel() === 0) return tensor;
  return normal_(tensor, 0, standardDeviation(tensor, options), generatorOf(options));
}

function generatorOf({ generator }: GeneratorOptions): GeneratorOptions {
  return generator === undefined ? {} : { generator };
}
