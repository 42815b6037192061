import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@chainrule/source', 'module', 'node', 'import', 'default'] } },
  resolve: { conditions: ['@chainrule/source'] },
  test: { include: ['{packages,apps,tooling}/*/src/**/*.test.ts'] },
});
