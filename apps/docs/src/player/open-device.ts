import { accelerate } from '@chainrule/kernels-cpu';
import { PlayerError } from './problem.ts';

/** Makes ready what tensors need on each device. The code of a GPU is loaded only when it is asked for. */
const openers: Readonly<Record<string, () => Promise<void> | void>> = {
  cpu: () => {
    accelerate();
  },
  webgl2: async () => {
    const { webgl2 } = await import('@chainrule/kernels-gpu');
    await webgl2();
  },
  webgpu: async () => {
    const { webgpu } = await import('@chainrule/kernels-gpu');
    await webgpu();
  },
};

/**
 * Opens a device in the worker, so that nets can be moved there by its name.
 *
 * @throws {PlayerError} when this browser lacks it.
 */
export async function openDevice(name: string): Promise<void> {
  const open = openers[name];
  try {
    if (open === undefined) throw new Error(`there is no device called ${name}`);
    await open();
  } catch (cause) {
    throw new PlayerError(
      {
        title: `The device ${name} is not there`,
        detail: cause instanceof Error ? cause.message : String(cause),
        remedy: 'Choose the CPU as the device: it is always there.',
      },
      { cause },
    );
  }
}
