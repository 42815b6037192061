export * from './compare.ts';
export * from './fixture.ts';
export * from './load.ts';
export * from './run-case.ts';
