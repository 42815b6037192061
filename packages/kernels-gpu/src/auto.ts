import { type Device, DeviceError, full, getDevice, type Tensor } from '@chainrule/tensor';
import { gpu } from './devices.ts';

/** The size of the work that a device is chosen for. */
export interface AutoOptions {
  /** Rows that go through a layer at once. */
  readonly batch?: number;
  /** Units of a layer. */
  readonly width?: number;
}

// The first run compiles; of the others the fastest counts, as the machine may have been busy.
const runs = 4;

/** One layer of a net, forward: a matrix product and what comes after it. */
function layer(x: Tensor, weight: Tensor): Tensor {
  return x.matmul(weight).relu().sum();
}

/**
 * The device that is through with `work` first.
 *
 * @param now - the time in milliseconds.
 */
export async function fastest(
  candidates: readonly Device[],
  work: (device: Device) => Promise<unknown>,
  now: () => number,
): Promise<Device | undefined> {
  let best: { readonly device: Device; readonly time: number } | undefined;
  for (const device of candidates) {
    let time = Number.POSITIVE_INFINITY;
    await work(device);
    for (let run = 1; run < runs; run++) {
      const begin = now();
      await work(device);
      time = Math.min(time, now() - begin);
    }
    if (best === undefined || time < best.time) best = { device, time };
  }
  return best?.device;
}

/**
 * The best device for work of a size, as measured here and now: a layer of `width` units runs on the
 * CPU and on the best GPU, and the faster one is it. Small nets are faster on the CPU: what a GPU takes
 * to begin is longer than their work.
 *
 * @example
 * ```ts
 * const device = await auto({ batch: 100, width: 512 });
 * rand(100, 512).to({ device });
 * ```
 */
export async function auto({ batch = 100, width = 256 }: AutoOptions = {}): Promise<Device> {
  const cpu = getDevice('cpu');
  let candidate: Device;
  try {
    candidate = await gpu();
  } catch (error) {
    if (error instanceof DeviceError) return cpu;
    throw error;
  }
  const inputs = new Map(
    [cpu, candidate].map((device) => {
      const x = full([batch, width], 0.5, { device: cpu });
      const weight = full([width, width], 0.5, { device: cpu });
      return [device, [x.to({ device }), weight.to({ device })] as const] as const;
    }),
  );
  const work = async (device: Device): Promise<void> => {
    const [x, weight] = inputs.get(device) as readonly [Tensor, Tensor];
    await layer(x, weight).data();
  };
  const chosen = await fastest([cpu, candidate], work, () => performance.now());
  for (const tensors of inputs.values()) for (const each of tensors) each.dispose();
  return chosen ?? cpu;
}
