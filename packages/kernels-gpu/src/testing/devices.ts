import { optional } from '@chainrule/vitest-config/optional';
import type { SuiteAPI } from 'vitest';
import type { GpuDevice } from '../device.ts';
import { type GpuDeviceType, headlessgl, isAvailable, webgpu } from '../devices.ts';

interface DeviceUnderTest {
  readonly type: GpuDeviceType;
  readonly open: () => Promise<GpuDevice>;
  /** `describe`, or `describe.skip` where the device does not answer. */
  readonly describe: SuiteAPI | SuiteAPI['skip'];
}

/** The devices that Node has: each suite runs on both. */
export const devices: readonly DeviceUnderTest[] = [
  {
    type: 'headlessgl',
    open: headlessgl,
    describe: optional(
      'headless GL',
      await isAvailable('headlessgl'),
      'npm install gl, and run under xvfb-run -a',
    ),
  },
  {
    type: 'webgpu',
    open: webgpu,
    describe: optional(
      'WebGPU',
      await isAvailable('webgpu'),
      'npm install webgpu, and name a Vulkan driver in VK_DRIVER_FILES',
    ),
  },
];
