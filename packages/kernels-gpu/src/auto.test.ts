import { type Device, full, getDevice } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { auto, fastest } from './auto.ts';

describe('the device for work of a size', () => {
  it('is the one that measures as the fastest, without its first run', async () => {
    // Milliseconds of each run: the second device takes long to begin.
    const times = { slow: [5, 5, 4, 6], quick: [90, 3, 9, 2], other: [1, 3, 3, 3] };
    const queues = new Map(Object.entries(times).map(([name, all]) => [name, [...all]]));
    let clock = 0;
    const work = (device: Device): Promise<void> => {
      clock += queues.get(device.type)?.shift() as number;
      return Promise.resolve();
    };
    const named = (type: string): Device => ({ ...getDevice('cpu'), type }) as unknown as Device;
    const chosen = await fastest(Object.keys(times).map(named), work, () => clock);
    expect(chosen?.type).toBe('quick');
  });

  it('computes', async () => {
    const device = await auto({ batch: 4, width: 8 });
    expect(await full([2], 3, { device }).mul(2).data()).toEqual(Float32Array.of(6, 6));
  });
});
