export { fillBernoulli } from './bernoulli.ts';
export { fillCauchy } from './cauchy.ts';
export {
  defaultGenerator,
  getRngState,
  initialSeed,
  manualSeed,
  seed,
  setRngState,
} from './default-generator.ts';
export { fillExponential } from './exponential.ts';
export { Generator } from './generator.ts';
export { fillGeometric } from './geometric.ts';
export { indicesOfLargest } from './largest.ts';
export { fillLogNormal } from './log-normal.ts';
export { drawMultinomial } from './multinomial.ts';
export { fillNormal } from './normal.ts';
export { fillRandom, fillRandomIntegers, randomInt64 } from './random-integers.ts';
export { fillRandperm } from './randperm.ts';
export { fillUniform } from './uniform.ts';
