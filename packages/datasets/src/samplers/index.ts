export { BatchSampler } from './batch-sampler.ts';
export { RandomSampler, type RandomSamplerOptions } from './random-sampler.ts';
export type { Sampler, Sized } from './sampler.ts';
export { SequentialSampler } from './sequential-sampler.ts';
export { SubsetRandomSampler } from './subset-random-sampler.ts';
export {
  WeightedRandomSampler,
  type WeightedRandomSamplerOptions,
} from './weighted-random-sampler.ts';
