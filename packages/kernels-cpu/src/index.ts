export { accelerate, acceleratingKernels, smallestProduct } from './accelerate.ts';
export { Arena } from './arena.ts';
export { hasRelaxedSimd, hasSimd } from './features.ts';
export type * from './functions/index.ts';
export { type GemmLayout, gemm } from './gemm.ts';
export {
  createKernels,
  isSupported,
  type KernelBuild,
  type KernelOptions,
  type Kernels,
  loadKernels,
  sharedKernels,
} from './instance.ts';
export * as programCodes from './program-codes.ts';
export { getNumThreads, setNumThreads } from './threads/num-threads.ts';
export { mapArray } from './vector-math.ts';
export type { WebAssemblyMemory, WebAssemblyModule } from './web-assembly.ts';
