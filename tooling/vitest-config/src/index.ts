import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';
import { nameNativeModules } from '../../native/src/location.js';

// Workers inherit the environment.
nameNativeModules();

/** Where a package's tests and benchmarks are: beside what they test. */
const workspaces = '{packages,apps,tooling}/*/src/**';

/** The configuration that every test runs under: from source, with Chainrule's matchers. */
export const vitestConfig: ViteUserConfig = {
  resolve: { conditions: ['@chainrule/source'] },
  ssr: { resolve: { conditions: ['@chainrule/source', 'module', 'node', 'import', 'default'] } },
  test: {
    // A machine that is busy with something else fails no test.
    testTimeout: 60_000,
    include: [`${workspaces}/*.test.ts`],
    setupFiles: [fileURLToPath(new URL('./setup.ts', import.meta.url))],
    benchmark: { include: [`${workspaces}/*.bench.ts`] },
  },
};
