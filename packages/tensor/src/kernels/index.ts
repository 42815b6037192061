import type { ComputedPrimitive } from '../primitives/signatures.ts';
import { backwardKernels } from './backward.ts';
import { binaryKernels } from './binary.ts';
import { creationKernels } from './creation.ts';
import { custom } from './custom.ts';
import { indexingKernels } from './indexing.ts';
import type { CpuKernel } from './kernel.ts';
import { addmm, matmul } from './matmul.ts';
import { movementKernels } from './movement.ts';
import { reduceKernels } from './reduce.ts';
import { scanKernels } from './scan.ts';
import { softmaxKernels } from './softmax.ts';
import { ternaryKernels } from './ternary.ts';
import { unaryKernels } from './unary.ts';

/** The plain kernel of every primitive: simple, in double precision, the oracle for faster ones. */
export const cpuKernels: { readonly [P in ComputedPrimitive]: CpuKernel<P> } = {
  ...creationKernels,
  ...unaryKernels,
  ...binaryKernels,
  ...backwardKernels,
  ...ternaryKernels,
  ...reduceKernels,
  ...scanKernels,
  matmul,
  addmm,
  ...softmaxKernels,
  ...movementKernels,
  ...indexingKernels,
  custom,
};
