import type { Tensor } from '@chainrule/tensor';
import { type GeneratorOptions, unrecorded } from './options.ts';

/** The distribution that {@link normal_} draws from, by name. */
export interface NormalOptions extends GeneratorOptions {
  /** Default 0. */
  readonly mean?: number;
  /** The standard deviation. Default 1. */
  readonly std?: number;
}

/**
 * Fills `tensor` with numbers drawn from a normal distribution and returns it.
 *
 * @throws {ArgumentError} when `std` is negative.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.normal_
 */
export function normal_(tensor: Tensor, options?: NormalOptions): Tensor;
export function normal_(
  tensor: Tensor,
  mean: number,
  std?: number,
  options?: GeneratorOptions,
): Tensor;
export function normal_(
  tensor: Tensor,
  first: number | NormalOptions = {},
  second?: number,
  rest: GeneratorOptions = {},
): Tensor {
  const named: NormalOptions = typeof first === 'object' ? first : { mean: first };
  const { mean = 0, std = second ?? 1, ...options } = named;
  unrecorded(tensor).normal_(mean, std, { ...rest, ...options });
  return tensor;
}
