import {
  allocateArray,
  type ComputedPrimitive,
  type CpuKernel,
  cpuKernel,
  type DType,
  getDevice,
  type ParamsOf,
  primitiveKinds,
  Storage,
  Tensor,
  type TypedArray,
} from '@chainrule/tensor';
import { type ProgramParts, valuesOf } from '../program-parts.ts';
import type { Instruction } from '../trace.ts';
import { Substitution } from './substitution.ts';

/** A scalar of that value, whose array is `data` on the CPU. */
function constantOf(data: TypedArray, { storage: { device, dtype } }: Tensor): Tensor {
  const value = data[0] as number;
  return new Tensor(new Storage(device, dtype, 1, device.upload(dtype, data), value), [], [], 0);
}

function numberOf(value: number, like: Tensor): Tensor {
  const data = allocateArray(like.dtype, 1);
  data[0] = value;
  return constantOf(data, like);
}

/** The value of an elementwise instruction on constants; the kernel of the CPU computes it, once. */
function evaluate({ primitive, inputs, params, out }: Instruction): Tensor {
  const cpu = getDevice('cpu');
  const onCpu = (dtype: DType, value: number): Tensor => {
    const data = allocateArray(dtype, 1);
    data[0] = value;
    return new Tensor(new Storage(cpu, dtype, 1, data), [], [], 0);
  };
  const result = onCpu(out.dtype, 0);
  const kernel = cpuKernel(primitive as ComputedPrimitive) as CpuKernel<never>;
  const scalars = inputs.map(({ dtype, storage }) => onCpu(dtype, storage.value as number));
  kernel(result, scalars as never, params as never);
  return constantOf(result.storage.buffer as TypedArray, out);
}

/** The instruction with constants as plain scalars, where another operand gives the shape. */
function withScalars(instruction: Instruction): Instruction {
  const { inputs } = instruction;
  if (inputs.length < 2 || !inputs.some(({ storage }) => storage.constant)) return instruction;
  const scalars = inputs.map((input) =>
    input.storage.constant ? input.withLayout([], [], 0) : input,
  );
  return { ...instruction, inputs: scalars };
}

/** Lets elementwise instructions read numbers rather than tensors that hold one number throughout. */
export function foldConstants(parts: ProgramParts): Instruction[] {
  const values = valuesOf(parts);
  const substitution = new Substitution();
  return parts.instructions.map((original) => {
    const isElementwise = primitiveKinds[original.primitive] === 'elementwise';
    const reads = isElementwise || original.primitive === 'transfer';
    const instruction = reads ? withScalars(substitution.in(original)) : original;
    const { primitive, inputs, params, out } = instruction;
    if (!values.has(out.storage)) return instruction;
    if (primitive === 'full') {
      const { value } = params as ParamsOf<'full'>;
      substitution.set(out.storage, numberOf(value, out));
    } else if (primitive === 'transfer' && inputs[0]?.storage.value !== undefined) {
      substitution.set(out.storage, numberOf(inputs[0].storage.value, out));
    } else if (isElementwise && inputs.every(({ storage }) => storage.constant)) {
      substitution.set(out.storage, evaluate(instruction));
    }
    return instruction;
  });
}
