import type { DeviceType } from '@chainrule/tensor';
import { failure, usageError } from './failure.ts';

/** A device by the name that `--device` takes. */
export interface KnownDevice {
  readonly name: DeviceType;
  readonly description: string;
  /** What is missing for it here; absent where it can be used. */
  readonly missing?: string;
}

/** Every device that `--device` names, with what keeps it from being used here. */
export const devices: readonly KnownDevice[] = [
  { name: 'cpu', description: 'the processor, always there' },
  {
    name: 'headlessgl',
    description: 'the GPU through OpenGL, without a window',
    missing: 'it needs the optional packages @chainrule/kernels-gpu and gl',
  },
  {
    name: 'webgpu',
    description: 'the GPU through WebGPU',
    missing: 'it needs the optional packages @chainrule/kernels-gpu and webgpu',
  },
];

/** The names that stand for whichever device fits: the best GPU, the best of all. */
const aliases = ['gpu', 'auto'];

/** The device that a name stands for here. */
export function resolveDevice(name: string): DeviceType {
  if (name === 'auto') return 'cpu';
  if (name === 'gpu') {
    throw failure(
      '--device gpu: no GPU is available here; it needs the optional package @chainrule/kernels-gpu',
    );
  }
  const device = devices.find((known) => known.name === name);
  if (!device) {
    const names = [...devices.map((known) => known.name), ...aliases];
    throw usageError(`--device: expected ${names.join(' or ')}, got "${name}"`);
  }
  if (device.missing) throw failure(`--device ${name}: not available here; ${device.missing}`);
  return device.name;
}
