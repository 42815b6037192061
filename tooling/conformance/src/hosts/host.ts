import type { FixtureCase } from '@chainrule/oracle/cases';
import type { CaseResult } from '../run-case.ts';
import type { FinalLosses, TrainingPlan } from '../training.ts';

/** A device, in the place where it runs. */
export interface Host {
  readonly name: HostName;
  /** What computes: the processor, or the renderer that the driver names. */
  readonly renderer: string;
  /** Runs cases one after the other. */
  run(cases: readonly FixtureCase[]): Promise<CaseResult[]>;
  /** Trains, and gives the last losses. */
  train(plan: TrainingPlan): Promise<FinalLosses>;
  close(): Promise<void>;
}

/** A device in Node, or in Chromium. */
export type HostName = 'cpu' | 'headlessgl' | 'webgpu' | 'webgl2-chromium' | 'webgpu-chromium';

/** Every host, in the order of the matrix. */
export const hostNames: readonly HostName[] = [
  'cpu',
  'headlessgl',
  'webgpu',
  'webgl2-chromium',
  'webgpu-chromium',
];

/** What to do where a host is missing. */
export const remedies: { readonly [H in HostName]: string } = {
  cpu: 'nothing: it is always there',
  headlessgl: 'pnpm setup:native, and on a machine without a display run under xvfb-run -a',
  webgpu:
    'pnpm setup:native, apt-get install libvulkan1, and without a GPU apt-get install chromium and name ' +
    'its vk_swiftshader_icd.json in VK_DRIVER_FILES',
  'webgl2-chromium': 'apt-get install chromium',
  'webgpu-chromium': 'apt-get install chromium',
};
