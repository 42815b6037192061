export { sgemm, sgemmBatch, sgemmWorkspace } from './gemm';

/** Where the memory that is free to allocate begins. */
export function heapBase(): usize {
  return __heap_base;
}
export { adam, sgd } from './optimizers';
export { exp, log, sigmoid, tanh } from './vector-math';
