/** What a page under a content security policy runs: it trains, and posts what came out. */
import { accelerate, acceleratingKernels, type KernelBuild } from '@chainrule/kernels-cpu';
import { type Losses, trainNets } from './train-nets.ts';

/** What a page tells of its training. */
export interface PageReport {
  readonly losses: Losses;
  /** The kernels that it computed with, `null` for the plain ones. */
  readonly build: KernelBuild | null;
  /** Whether memory could be shared between threads. */
  readonly sharesMemory: boolean;
}

// This file is the only one here that runs in a page, so the DOM's types stay out of the package.
declare const fetch: (path: string, options: { method: string; body: string }) => Promise<unknown>;

accelerate();
const report: PageReport = {
  losses: trainNets(),
  build: acceleratingKernels()?.build ?? null,
  sharesMemory: 'SharedArrayBuffer' in globalThis,
};
await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
