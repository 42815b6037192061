import { DeviceError, type DeviceType } from '@chainrule/tensor';
import { failure, usageError } from './failure.ts';
import { remedyFor } from './remedies.ts';

/** The devices that Node can have. */
export const nodeDevices = ['cpu', 'headlessgl', 'webgpu'] as const;
export type NodeDevice = (typeof nodeDevices)[number];

/** All devices that there are: WebGL 2 is the browser's. */
export const allDevices = [...nodeDevices, 'webgl2'] as const;
export type AnyDevice = (typeof allDevices)[number];

/** How much a run computes in one step: `small` for nets of a few units, such as those of XOR. */
export type Work = 'small' | 'large';

const aliases = ['gpu', 'auto'] as const;

/** Starts a device, so that tensors can be moved to it, and says what it computes on. */
export async function startDevice(type: AnyDevice): Promise<string> {
  if (type === 'cpu') return '';
  const { headlessgl, webgl2, webgpu } = await import('@chainrule/kernels-gpu');
  const device = await { headlessgl, webgl2, webgpu }[type]();
  return device.describe().renderer;
}

/**
 * The device that a name of `--device` stands for, started: `gpu` for the best GPU that answers,
 * `auto` for whatever is fastest.
 *
 * @throws {Failure} of bad usage for a name that is none; of the run where the device is not here.
 */
export async function resolveDevice(name: string, work: Work): Promise<DeviceType> {
  // Starting a GPU takes longer than all the steps of a small net.
  if (name === 'cpu' || (name === 'auto' && work === 'small')) return 'cpu';
  const isKnown = [...nodeDevices, ...aliases].some((known) => known === name);
  if (!isKnown) {
    const known = [...nodeDevices, ...aliases].join(' or ');
    throw usageError(`--device: expected ${known}, got "${name}"`);
  }
  try {
    const { auto, gpu } = await import('@chainrule/kernels-gpu');
    if (name === 'auto') return (await auto()).type;
    if (name === 'gpu') return (await gpu()).type;
    await startDevice(name as NodeDevice);
    return name as NodeDevice;
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    throw failure(`--device ${name}: ${reasonOf(error)}; to have it: ${remedyFor(name)}`);
  }
}

/** What a device's error says, in one line. */
export function reasonOf(error: DeviceError): string {
  return error.message.split('\n').join(' ');
}
