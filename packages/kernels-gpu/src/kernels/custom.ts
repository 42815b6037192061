import {
  ArgumentError,
  ChainruleError,
  DeviceError,
  type GpuRule,
  type Tensor,
} from '@chainrule/tensor';
import type { KernelSource } from '../compiler/source.ts';
import { kindOf } from '../kinds.ts';
import type { Launcher } from '../launcher.ts';
import type { Memory } from '../runtime/runtime.ts';
import type { GpuKernel } from './kernel.ts';
import { copyOf } from './movement.ts';

/** The rule's kernel for these inputs, with its inputs and uniforms named as the rule names them. */
function sourceOf(
  rule: GpuRule,
  inputs: readonly Tensor[],
  params: object,
  uniforms: readonly string[],
  out: Tensor,
): KernelSource {
  return {
    inputs: inputs.map(({ dtype }, position) => ({
      name: rule.inputs[position] as string,
      kind: kindOf(dtype),
    })),
    uniforms: uniforms.map((name) => ({ name, type: 'Number' })),
    output: kindOf(out.dtype),
    element: rule.element(inputs, params, out),
  };
}

function launch(
  gpu: Launcher,
  name: string,
  source: KernelSource,
  inputs: readonly Tensor[],
  length: number,
  uniforms: readonly number[],
): Memory {
  const dense = inputs.map((input) =>
    input.isContiguous() ? input : { memory: copyOf(gpu, input), offset: 0 },
  );
  try {
    return gpu.run(source, dense, length, uniforms);
  } catch (cause) {
    if (cause instanceof ChainruleError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ArgumentError(`the kernel that gpu of ${name} gives does not compile: ${reason}`, {
      cause,
    });
  }
}

/** A primitive from outside, by the rule that it brings. */
export const custom: GpuKernel<'custom'> = (gpu, inputs, { operation, params }, out) => {
  const { name, gpu: rule } = operation;
  if (rule === undefined) {
    const { device } = out;
    throw new DeviceError(
      `${name} has no rule for '${device}'; add gpu: { inputs, element } to its definePrimitive, or ` +
        "move its inputs with to('cpu')",
    );
  }
  if (rule.inputs.length !== inputs.length) {
    throw new ArgumentError(
      `gpu of ${name} names ${rule.inputs.length} inputs; it was called with ${inputs.length}`,
    );
  }
  if (inputs.length > gpu.maxInputs) {
    throw new DeviceError(
      `a kernel on '${out.device}' reads ${gpu.maxInputs} tensors; ${name} got ${inputs.length}`,
    );
  }
  const uniforms = Object.entries(rule.uniforms?.(params) ?? {});
  const names = uniforms.map(([each]) => each);
  const values = uniforms.map(([, value]) => value);
  const source = sourceOf(rule, inputs, params, names, out);
  return launch(gpu, name, source, inputs, out.numel(), values);
};
