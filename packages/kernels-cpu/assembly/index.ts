export { sgemm, sgemmBatch, sgemmWorkspace } from './gemm';

/** Where the memory that is free to allocate begins. */
export function heapBase(): usize {
  return __heap_base;
}
export { exp, log, sigmoid, tanh } from './vector-math';
export { adam, sgd } from './optimizers';
