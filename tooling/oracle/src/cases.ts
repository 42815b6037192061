// What runs in a browser as well: all but the reading of files.
export * from './fixture.ts';
export { library } from './library.ts';
export { type Answer, answerCase } from './run-case.ts';
export { isTensor, type TensorLike, type Torch } from './torch.ts';
