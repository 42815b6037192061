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
} from '@chainrule/tensor';
import { type ProgramParts, valuesOf } from '../program-parts.ts';
import type { Instruction } from '../trace.ts';
import { Substitution } from './substitution.ts';

function constantOf(value: number, dtype: DType): Tensor {
  const data = allocateArray(dtype, 1);
  data[0] = value;
  return new Tensor(new Storage(getDevice('cpu'), dtype, 1, data, true), [], [], 0);
}

/** The value of an elementwise instruction on constants; its kernel computes it, once. */
function evaluate({ primitive, inputs, params, out }: Instruction): Tensor {
  const result = constantOf(0, out.dtype);
  const kernel = cpuKernel(primitive as ComputedPrimitive) as CpuKernel<never>;
  const scalars = inputs.map((input) => input.withLayout([], [], 0));
  kernel(result, scalars as never, params as never);
  return result;
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
    const instruction = isElementwise ? withScalars(substitution.in(original)) : original;
    const { primitive, inputs, params, out } = instruction;
    if (!values.has(out.storage)) return instruction;
    if (primitive === 'full') {
      const { value } = params as ParamsOf<'full'>;
      substitution.set(out.storage, constantOf(value, out.dtype));
    } else if (isElementwise && inputs.every(({ storage }) => storage.constant)) {
      substitution.set(out.storage, evaluate(instruction));
    }
    return instruction;
  });
}
