import type { DType, TypedArray } from '../dtype.ts';
import type { Distribution } from '../primitives/signatures.ts';
import {
  fillBernoulli,
  fillCauchy,
  fillExponential,
  fillGeometric,
  fillLogNormal,
  fillNormal,
  fillRandom,
  fillRandomIntegers,
  fillUniform,
  type Generator,
} from '../random/index.ts';

/** Fills `data` with draws from `distribution`, taking them from `generator` as PyTorch does. */
export function drawInto(
  data: TypedArray,
  dtype: DType,
  distribution: Distribution,
  generator: Generator,
): void {
  switch (distribution.name) {
    case 'uniform':
      return fillUniform(data, dtype, generator, distribution.from, distribution.to);
    case 'normal': {
      const { mean, std, contiguous } = distribution;
      return fillNormal(data, dtype, generator, mean, std, { contiguous });
    }
    case 'bernoulli':
      return fillBernoulli(data, dtype, generator, distribution.p);
    case 'randint':
      return fillRandomIntegers(data, dtype, generator, distribution.from, distribution.to);
    case 'random':
      return fillRandom(data, dtype, generator);
    case 'exponential':
      return fillExponential(data, dtype, generator, distribution.lambda);
    case 'geometric':
      return fillGeometric(data, dtype, generator, distribution.p);
    case 'cauchy':
      return fillCauchy(data, dtype, generator, distribution.median, distribution.sigma);
    case 'logNormal':
      return fillLogNormal(data, dtype, generator, distribution.mean, distribution.std);
  }
}
