export { batchNorm, batchNormBackward, batchNormMoments } from './batch-norm';
export { eq, ge, gt, le, lt, ne } from './compare';
export { fold, unfold } from './convolution';
export { add, div, maximum, minimum, mul, sub } from './elementwise';
export { sgemm, sgemmBatch, sgemmWorkspace } from './gemm';
export { randomWords } from './mersenne-twister';
export { adam, sgd } from './optimizers';
export { fail, help, partsHelped, useThreads } from './parallel';
export { placeBytes, usePlace } from './place';
export { refusedValue } from './program/failure';
export { run } from './program/run';
export { bernoulli, uniform } from './random';
export { maxColumns, maxRows, sumColumns, sumRows } from './reductions';
export { logSoftmax, softmax } from './softmax';
export { abs, exp, log, neg, reciprocal, sigmoid, sqrt, tanh } from './vector-math';
export { where } from './where';

/** Where the memory that is free to allocate begins. */
export function heapBase(): usize {
  return __heap_base;
}
