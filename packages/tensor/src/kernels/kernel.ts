import type { ComputedPrimitive, InputsOf, ParamsOf } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';

/**
 * Computes a primitive on the CPU into `out`, which is contiguous. An elementwise kernel may
 * be given an input that is `out` itself; no other overlap reaches a kernel.
 */
export type CpuKernel<P extends ComputedPrimitive> = (
  out: Tensor,
  inputs: InputsOf<P>,
  params: ParamsOf<P>,
) => void;
