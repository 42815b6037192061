import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ExperimentDescription } from './player/description.ts';

declare const data: readonly ExperimentDescription[];

export { data };

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Reads the experiments while the site is built, so that a page carries their descriptions without
 * the code that trains them.
 */
export default {
  watch: ['../../../packages/experiments/src/**/*.ts'],
  load(): readonly ExperimentDescription[] {
    const run = at('../../../tooling/run/run.mjs');
    const printed = execFileSync('node', [run, at('./site/describe-experiments.ts')]);
    return JSON.parse(printed.toString());
  },
};
