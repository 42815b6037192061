export * from './checkpoints.ts';
export * from './compare.ts';
export * from './events.ts';
export * from './experiment.ts';
export * from './parameters.ts';
export * from './python-float.ts';
export * from './recorded.ts';
export * from './registry.ts';
