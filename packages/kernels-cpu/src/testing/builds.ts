import { createKernels, type Kernels } from '../instance.ts';
import { enableRelaxedSimd } from '../node.ts';

/** Every build that this engine takes, for tests to run on. */
export const builds: readonly Kernels[] = enableRelaxedSimd()
  ? [createKernels({ build: 'simd' }), createKernels({ build: 'relaxed-simd' })]
  : [createKernels({ build: 'simd' })];
