/** Where `torch.utils.data` has its datasets, loaders and samplers. */
export * as data from './utils-data.ts';
