import {
  type ComputedPrimitive,
  type CpuKernel,
  cpuKernel,
  type Device,
  type InputsOf,
  type ParamsOf,
  type Tensor,
} from '@chainrule/tensor';
import type { Instruction } from '../trace.ts';

type AnyKernel = (out: Tensor, inputs: readonly Tensor[], params: object) => void;

/** The function that does what an instruction says, on the operands where they lie. */
export function callOf(instruction: Instruction): () => void {
  const { primitive, inputs, params, out, kind } = instruction;
  const { device } = out.storage;
  if (kind === 'copy') {
    const source = inputs[0] as Tensor;
    return () => device.copy(source, out);
  }
  if (primitive === 'transfer') return moveOf(inputs[0] as Tensor, out);
  if (device.type !== 'cpu') return deviceCall(device, instruction);
  const kernel = cpuKernel(primitive as ComputedPrimitive) as CpuKernel<never> as AnyKernel;
  return () => kernel(out, inputs, params);
}

/** Takes a tensor from the CPU to where `out` is. */
function moveOf(source: Tensor, { storage }: Tensor): () => void {
  const { device, dtype } = storage;
  return () => {
    device.free(storage);
    storage.buffer = device.upload(dtype, source.elementsNow());
  };
}

function deviceCall(device: Device, { primitive, inputs, params, out }: Instruction): () => void {
  type P = ComputedPrimitive;
  const operands = inputs as InputsOf<P>;
  return () => device.run(primitive as P, operands, params as ParamsOf<P>, out);
}
