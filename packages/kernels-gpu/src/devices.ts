import { DeviceError, type DeviceType, registerDevice } from '@chainrule/tensor';
import { openHeadlessGL, openWebGL2, openWebGPU } from './contexts.ts';
import { GpuDevice } from './device.ts';
import type { Runtime } from './runtime/runtime.ts';

/** The devices that this package brings. */
export type GpuDeviceType = Exclude<DeviceType, 'cpu'>;

const openers: { readonly [T in GpuDeviceType]: () => Promise<Runtime> } = {
  webgl2: openWebGL2,
  headlessgl: openHeadlessGL,
  webgpu: openWebGPU,
};

const opened = new Map<GpuDeviceType, Promise<GpuDevice>>();

function isAlive(device: GpuDevice): boolean {
  try {
    device.runtime.checkAlive();
    return true;
  } catch {
    return false;
  }
}

/** The device of a type: the one that is open already, unless it was lost. */
async function open(type: GpuDeviceType): Promise<GpuDevice> {
  const known = opened.get(type);
  if (known !== undefined) {
    const device = await known;
    if (isAlive(device)) return device;
    if (opened.get(type) === known) opened.delete(type);
    return open(type);
  }
  const opening = openers[type]().then((runtime) => new GpuDevice(type, runtime));
  opened.set(type, opening);
  try {
    const device = await opening;
    registerDevice(device);
    return device;
  } catch (error) {
    opened.delete(type);
    throw error;
  }
}

/**
 * WebGL 2, in a browser's page or worker. From then on `to('webgl2')` finds it.
 *
 * @throws {DeviceError} where there is none.
 */
export function webgl2(): Promise<GpuDevice> {
  return open('webgl2');
}

/**
 * WebGL in Node, by the optional package `gl`. From then on `to('headlessgl')` finds it.
 *
 * @throws {DeviceError} where `gl` is not installed, or finds no display.
 */
export function headlessgl(): Promise<GpuDevice> {
  return open('headlessgl');
}

/**
 * WebGPU, in a browser or in Node by the optional package `webgpu`. From then on `to('webgpu')`
 * finds it. Its tensors are read with `await x.data()`.
 *
 * @throws {DeviceError} where there is none, or it finds no GPU.
 */
export function webgpu(): Promise<GpuDevice> {
  return open('webgpu');
}

const bestFirst: readonly GpuDeviceType[] = ['webgpu', 'webgl2', 'headlessgl'];

/**
 * The best GPU device that answers here: WebGPU, else WebGL 2, else headless GL.
 *
 * @throws {DeviceError} where none does, with the reason of each.
 */
export async function gpu(): Promise<GpuDevice> {
  const reasons: string[] = [];
  for (const type of bestFirst) {
    try {
      return await open(type);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      reasons.push(error.message);
    }
  }
  throw new DeviceError(`there is no GPU device here: ${reasons.join('; ')}`);
}

/** Whether a device answers here. It stays open. */
export async function isAvailable(type: GpuDeviceType): Promise<boolean> {
  try {
    await open(type);
    return true;
  } catch (error) {
    if (error instanceof DeviceError) return false;
    throw error;
  }
}
