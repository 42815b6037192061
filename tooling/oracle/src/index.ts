export * from './build-module.ts';
export * from './compare.ts';
export * from './fixture.ts';
export * from './load.ts';
export * from './records.ts';
export * from './run-case.ts';
export * from './weights.ts';
