import type { ComputedPrimitive } from '@chainrule/tensor';
import { creationKernels } from './creation.ts';
import { elementwiseKernels } from './elementwise.ts';
import { indexingKernels } from './indexing.ts';
import type { GpuKernel } from './kernel.ts';
import { addmm, matmul } from './matmul.ts';
import { movementKernels } from './movement.ts';
import { reduceKernels } from './reduce.ts';
import { scanKernels } from './scan.ts';
import { softmaxKernels } from './softmax.ts';

/** The kernel of every primitive. */
export const gpuKernels: { readonly [P in ComputedPrimitive]: GpuKernel<P> } = {
  ...creationKernels,
  ...elementwiseKernels,
  ...reduceKernels,
  ...scanKernels,
  ...softmaxKernels,
  ...movementKernels,
  ...indexingKernels,
  matmul,
  addmm,
};
