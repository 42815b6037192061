export * from './fashion-mnist.ts';
export * from './folder-cache.ts';
export { folderSource } from './folder-source.ts';
export * from './mnist-data.ts';
