import { assign } from '../dispatch.ts';
import type { Distribution } from '../primitives/signatures.ts';
import { defaultGenerator, type Generator } from '../random/index.ts';
import type { Tensor } from '../tensor.ts';
import { probabilitiesOf } from './random.ts';

/** Where an in-place draw takes its numbers from. */
export interface GeneratorOptions {
  readonly generator?: Generator;
}

function draw_(x: Tensor, distribution: Distribution, { generator }: GeneratorOptions): Tensor {
  return assign(x, 'random', [], {
    shape: x.shape,
    dtype: x.dtype,
    device: x.storage.device,
    distribution,
    generator: generator ?? defaultGenerator,
  });
}

/** The bounds of `uniform_` by name. */
export interface UniformOptions extends GeneratorOptions {
  readonly from?: number;
  readonly to?: number;
}

/**
 * Fills `x` with numbers drawn evenly from [from, to), by default [0, 1).
 *
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.uniform_.html
 */
export function uniform_(
  x: Tensor,
  from: number | UniformOptions = 0,
  to = 1,
  options: GeneratorOptions = {},
): Tensor {
  if (typeof from === 'object') return uniform_(x, from.from, from.to, from);
  return draw_(x, { name: 'uniform', from, to }, options);
}

/** What `normal_` and `logNormal_` take by name. */
export interface NormalOptions extends GeneratorOptions {
  readonly mean?: number;
  readonly std?: number;
}

/**
 * Fills `x` with numbers drawn from a normal distribution, by default of mean 0 and variance 1.
 *
 * @example
 * ```ts
 * empty(2, 3).normal_(0, 0.02);
 * empty(2, 3).normal_({ std: 0.02 });
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.normal_.html
 */
export function normal_(
  x: Tensor,
  mean: number | NormalOptions = 0,
  std = 1,
  options: GeneratorOptions = {},
): Tensor {
  if (typeof mean === 'object') return normal_(x, mean.mean, mean.std, mean);
  return draw_(x, { name: 'normal', mean, std, contiguous: x.isContiguous() }, options);
}

/**
 * Fills `x` with 1 with probability `p` (a number, or a tensor of probabilities that broadcasts),
 * else 0.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.bernoulli_.html
 */
export function bernoulli_(
  x: Tensor,
  p: number | Tensor = 0.5,
  options: GeneratorOptions = {},
): Tensor {
  const probability = typeof p === 'number' ? p : probabilitiesOf('bernoulli_', p.expand(x.shape));
  return draw_(x, { name: 'bernoulli', p: probability }, options);
}

/**
 * Fills `x` with whole numbers drawn from [from, to), or from all that its dtype can hold. One
 * number alone is `to`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.random_.html
 */
export function random_(
  x: Tensor,
  from?: number,
  to?: number,
  options: GeneratorOptions = {},
): Tensor {
  if (from === undefined) return draw_(x, { name: 'random' }, options);
  const range = to === undefined ? { from: 0, to: from } : { from, to };
  return draw_(x, { name: 'randint', ...range }, options);
}

/**
 * Fills `x` with numbers drawn from an exponential distribution of mean `1 / lambd`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.exponential_.html
 */
export function exponential_(x: Tensor, lambd = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'exponential', lambda: lambd }, options);
}

/**
 * Fills `x` with numbers of trials until the first success of probability `p`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.geometric_.html
 */
export function geometric_(x: Tensor, p: number, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'geometric', p }, options);
}

/**
 * Fills `x` with numbers drawn from a Cauchy distribution.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.cauchy_.html
 */
export function cauchy_(x: Tensor, median = 0, sigma = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'cauchy', median, sigma }, options);
}

/**
 * Fills `x` with numbers whose logarithm is normally distributed, by default of mean 1 and
 * standard deviation 2.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.log_normal_.html
 */
export function logNormal_(
  x: Tensor,
  mean: number | NormalOptions = 1,
  std = 2,
  options: GeneratorOptions = {},
): Tensor {
  if (typeof mean === 'object') return logNormal_(x, mean.mean, mean.std, mean);
  return draw_(x, { name: 'logNormal', mean, std }, options);
}
