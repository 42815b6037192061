import { type ComputedPrimitive, type CpuKernel, cpuKernel, type Tensor } from '@chainrule/tensor';
import type { Instruction } from '../trace.ts';

type AnyKernel = (out: Tensor, inputs: readonly Tensor[], params: object) => void;

/** The function that does what an instruction says, on the operands where they lie. */
export function callOf({ primitive, inputs, params, out, kind }: Instruction): () => void {
  if (kind === 'copy') {
    const { device } = out.storage;
    const source = inputs[0] as Tensor;
    return () => device.copy(source, out);
  }
  const kernel = cpuKernel(primitive as ComputedPrimitive) as CpuKernel<never> as AnyKernel;
  return () => kernel(out, inputs, params);
}
