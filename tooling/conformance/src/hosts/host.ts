import type { FixtureCase } from '@chainrule/oracle/cases';
import type { CaseResult } from '../run-case.ts';

/** A device, in the place where it runs. */
export interface Host {
  readonly name: HostName;
  /** What computes: the processor, or the renderer that the driver names. */
  readonly renderer: string;
  /** Runs cases one after the other. */
  run(cases: readonly FixtureCase[]): Promise<CaseResult[]>;
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
