// What runs inside Chromium: it is bundled and minified, as an application would be.
import { type GpuDevice, webgl2, webgpu } from '@chainrule/kernels-gpu';
import type { FixtureCase } from '@chainrule/oracle/cases';
import type { CaseResult } from '../run-case.ts';
import { runSuite } from '../run-suite.ts';
import { type FinalLosses, type TrainingPlan, train } from '../training.ts';

/** What the page offers to the program that opened it. */
export interface Page {
  /** Opens the device, and says what computes; null where there is none. */
  open(type: 'webgl2' | 'webgpu'): Promise<string | null>;
  run(cases: readonly FixtureCase[]): Promise<CaseResult[]>;
  train(plan: TrainingPlan): Promise<FinalLosses>;
}

let device: GpuDevice | undefined;

function opened(): GpuDevice {
  if (device === undefined) throw new Error('no device is open');
  return device;
}

/** The images of MNIST, which the program that opened the page serves by their names. */
const images = {
  read: async (name: string): Promise<Uint8Array> =>
    new Uint8Array(await (await fetch(`/${name}`)).arrayBuffer()),
};

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
  run: (cases) => runSuite(opened(), cases),
  train: (plan) => train(opened().type, plan, images),
};

Object.assign(globalThis, { conformance: page });
