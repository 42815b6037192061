import type { ComputedPrimitive } from '@chainrule/tensor';
import { creationKernels } from './creation.ts';
import { elementwiseKernels } from './elementwise.ts';
import type { GpuKernel } from './kernel.ts';
import { addmm, matmul } from './matmul.ts';
import { reduceKernels } from './reduce.ts';

/** Not there yet. */
type Missing =
  | 'random'
  | 'argsort'
  | 'cumprod'
  | 'cumsum'
  | 'softmax'
  | 'logSoftmax'
  | 'cat'
  | 'flip'
  | 'pad'
  | 'gather'
  | 'indexAdd'
  | 'indexSelect'
  | 'scatter'
  | 'scatterAdd';

/** The kernels of every primitive. */
export const gpuKernels: { readonly [P in Exclude<ComputedPrimitive, Missing>]: GpuKernel<P> } = {
  ...creationKernels,
  ...elementwiseKernels,
  ...reduceKernels,
  matmul,
  addmm,
};
