import { env } from 'node:process';
import { isAvailable } from '@chainrule/kernels-gpu';
import type { DeviceType } from '@chainrule/tensor';

/** The GPU interfaces of Node that answer here. */
export const gpus: DeviceType[] = [];

for (const type of ['headlessgl', 'webgpu'] as const) {
  if (await isAvailable(type)) gpus.push(type);
  else if (env.CHAINRULE_REQUIRE_OPTIONAL === '1') throw new Error(`${type} does not answer`);
  else console.warn(`not run on ${type}, which does not answer here`);
}
