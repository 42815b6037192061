export * from './fixture.ts';
export * from './load.ts';
export * from './run-case.ts';
export * from './compare.ts';
