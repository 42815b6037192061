// What runs inside Chromium: it is bundled and minified, as an application would be.
import { type GpuDevice, webgl2, webgpu } from '@chainrule/kernels-gpu';
import type { FixtureCase } from '@chainrule/oracle/cases';
import type { CaseResult } from '../run-case.ts';
import { runSuite } from '../run-suite.ts';

/** What the page offers to the program that opened it. */
export interface Page {
  /** Opens the device, and says what computes; null where there is none. */
  open(type: 'webgl2' | 'webgpu'): Promise<string | null>;
  run(cases: readonly FixtureCase[]): Promise<CaseResult[]>;
}

let device: GpuDevice | undefined;

const page: Page = {
  async open(type) {
    try {
      device = await (type === 'webgl2' ? webgl2 : webgpu)();
      return device.runtime.description.renderer;
    } catch (error) {
      console.warn(error);
      return null;
    }
  },
  run(cases) {
    if (device === undefined) throw new Error('no device is open');
    return runSuite(device, cases);
  },
};

Object.assign(globalThis, { conformance: page });
