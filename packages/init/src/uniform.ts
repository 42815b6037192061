import type { Tensor } from '@chainrule/tensor';
import { type GeneratorOptions, unrecorded } from './options.ts';

/** The interval that {@link uniform_} draws from, by name. */
export interface UniformOptions extends GeneratorOptions {
  /** Where it begins. Default 0. */
  readonly a?: number;
  /** Where it ends. Default 1. */
  readonly b?: number;
}

/**
 * Fills `tensor` with numbers drawn evenly from [a, b) and returns it.
 *
 * @example
 * ```ts
 * uniform_(empty(3, 5), -0.5, 0.5);
 * uniform_(empty(3, 5), { a: -0.5, b: 0.5, generator: new Generator() });
 * ```
 * @throws {ArgumentError} when `a` exceeds `b`.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.uniform_
 */
export function uniform_(tensor: Tensor, options?: UniformOptions): Tensor;
export function uniform_(tensor: Tensor, a: number, b?: number, options?: GeneratorOptions): Tensor;
export function uniform_(
  tensor: Tensor,
  first: number | UniformOptions = {},
  second?: number,
  rest: GeneratorOptions = {},
): Tensor {
  const { a = 0, b = second ?? 1, ...options } = typeof first === 'object' ? first : { a: first };
  unrecorded(tensor).uniform_(a, b, { ...rest, ...options });
  return tensor;
}
