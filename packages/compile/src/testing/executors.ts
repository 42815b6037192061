import { accelerate } from '@chainrule/kernels-cpu';
import { registerDevice, setDefaultDevice } from '@chainrule/tensor';
import { afterAll, beforeAll, describe } from 'vitest';
import { mirrorDevice } from './mirror-device.ts';

/** Runs a suite with the plain kernels, and again with those in WebAssembly. */
export function describeCpuExecutors(name: string, suite: () => void): void {
  describe(`${name}, by the plain kernels`, suite);
  describe(`${name}, in WebAssembly`, () => {
    let restore: () => void;
    beforeAll(() => {
      restore = accelerate();
    });
    afterAll(() => restore());
    suite();
  });
}

/** Runs a suite with the plain kernels, with those in WebAssembly, and with all tensors on another device. */
export function describeExecutors(name: string, suite: () => void): void {
  describeCpuExecutors(name, suite);
  describe(`${name}, on another device`, () => {
    beforeAll(() => {
      registerDevice(mirrorDevice());
      setDefaultDevice('headlessgl');
    });
    afterAll(() => setDefaultDevice('cpu'));
    suite();
  });
}
