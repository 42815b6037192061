import { allocateArray, cpuKernel, getDevice, Storage, Tensor } from '@chainrule/tensor';
import type { ElementKind } from '../compiler/source.ts';
import { kindOf } from '../kinds.ts';
import type { Launcher } from '../launcher.ts';
import type { Memory } from '../runtime/runtime.ts';
import type { GpuKernel } from './kernel.ts';

/** `length` elements of one value. */
export function fill(gpu: Launcher, kind: ElementKind, length: number, value: number): Memory {
  const source = {
    inputs: [],
    output: kind,
    uniforms: [{ name: 'value', type: kind === 'float' ? 'Number' : 'Integer' }],
    element: 'function element(i) { return value(); }',
  } as const;
  return gpu.run(source, [], length, [value]);
}

const full: GpuKernel<'full'> = (gpu, _, { value }, out) => {
  // A typed array of the dtype wraps the value as the CPU does.
  const stored = out.dtype === 'uint8' ? value & 255 : value;
  return fill(gpu, kindOf(out.dtype), out.numel(), stored);
};

/** Draws on the CPU, so that a seed gives the same stream of numbers on every device. */
const random: GpuKernel<'random'> = (gpu, inputs, params, { dtype, shape }) => {
  const length = shape.reduce((product, size) => product * size, 1);
  const data = allocateArray(dtype, length);
  const drawn = new Tensor(new Storage(getDevice('cpu'), dtype, length, data), [length], [1], 0);
  cpuKernel('random')(drawn, inputs, params);
  return gpu.upload(kindOf(dtype), data);
};

export const creationKernels = { full, random } as const;
