import type { ComputedPrimitive, InputsOf, ParamsOf, Tensor } from '@chainrule/tensor';
import type { Launcher } from '../launcher.ts';
import type { Memory } from '../runtime/runtime.ts';

/**
 * Computes a primitive on a GPU: runs one kernel or several, and returns the memory of the result,
 * row by row. `out` tells shape and dtype, and has at least one element; it is not written here.
 */
export type GpuKernel<P extends ComputedPrimitive> = (
  gpu: Launcher,
  inputs: InputsOf<P>,
  params: ParamsOf<P>,
  out: Tensor,
) => Memory;
