import { cpus } from 'node:os';
import { headlessgl, webgpu } from '@chainrule/kernels-gpu';
import { type Device, getDevice } from '@chainrule/tensor';
import { runSuite } from '../run-suite.ts';
import { train } from '../training.ts';
import type { Host } from './host.ts';

type NodeHostName = 'cpu' | 'headlessgl' | 'webgpu';

async function openDevice(name: NodeHostName): Promise<{ device: Device; renderer: string }> {
  if (name === 'cpu') return { device: getDevice('cpu'), renderer: cpus()[0]?.model ?? 'unknown' };
  const device = await (name === 'headlessgl' ? headlessgl : webgpu)();
  return { device, renderer: device.runtime.description.renderer };
}

/**
 * A device of Node.
 *
 * @throws {DeviceError} where this machine has none.
 */
export async function openNodeHost(name: NodeHostName): Promise<Host> {
  const { device, renderer } = await openDevice(name);
  return {
    name,
    renderer,
    run: (cases) => runSuite(device, cases),
    train: (plan) => train(name, plan),
    close: async () => undefined,
  };
}
