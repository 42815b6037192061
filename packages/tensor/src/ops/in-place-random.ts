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

/** Fills `x` with numbers drawn evenly from [from, to). */
export function uniform_(x: Tensor, from = 0, to = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'uniform', from, to }, options);
}

/** Fills `x` with numbers drawn from a normal distribution. */
export function normal_(x: Tensor, mean = 0, std = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'normal', mean, std, contiguous: x.isContiguous() }, options);
}

/** Fills `x` with 1 with probability `p` (a number, or a tensor of the same shape), else 0. */
export function bernoulli_(
  x: Tensor,
  p: number | Tensor = 0.5,
  options: GeneratorOptions = {},
): Tensor {
  const probability = typeof p === 'number' ? p : probabilitiesOf('bernoulli_', p.expand(x.shape));
  return draw_(x, { name: 'bernoulli', p: probability }, options);
}

/** Fills `x` with whole numbers drawn from [from, to), or from all that its dtype can hold. */
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

/** Fills `x` with numbers drawn from an exponential distribution. */
export function exponential_(x: Tensor, lambda = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'exponential', lambda }, options);
}

/** Fills `x` with numbers of trials until the first success of probability `p`. */
export function geometric_(x: Tensor, p: number, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'geometric', p }, options);
}

/** Fills `x` with numbers drawn from a Cauchy distribution. */
export function cauchy_(x: Tensor, median = 0, sigma = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'cauchy', median, sigma }, options);
}

/** Fills `x` with numbers whose logarithm is normally distributed. */
export function logNormal_(x: Tensor, mean = 1, std = 2, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'logNormal', mean, std }, options);
}
