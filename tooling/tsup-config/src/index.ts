import type { Options } from 'tsup';
import { rewriteSpecifiers } from './rewrite-specifiers.ts';

/** What a package's build may say for itself. */
export interface PackageConfig {
  /** The modules that `exports` names: these get declarations. */
  readonly entries?: string[];
  /** tsup options that only this package needs. */
  readonly overrides?: Options;
}

/**
 * The tsup configuration of a package: ES modules for ES2022 with declarations and source maps.
 *
 * Every source module becomes a module of its own. Bundling would turn `class Linear` into
 * `var Linear = class _Linear`, whose name a model then prints, and would leave the reader's
 * bundler one large module to shake instead of many small ones. Tests, benchmarks and what they
 * share in `src/testing` stay out.
 *
 * @example
 * ```ts
 * const config = packageConfig({ entries: ['src/index.ts', 'src/node.ts'] });
 * config.format; // 'esm'
 * ```
 */
export function packageConfig({
  entries = ['src/index.ts'],
  overrides = {},
}: PackageConfig = {}): Options {
  return {
    entry: ['src/**/*.ts', '!src/**/*.{test,bench}.ts', '!src/testing/**'],
    bundle: false,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    dts: { entry: entries },
    sourcemap: true,
    clean: true,
    plugins: [
      {
        name: 'javascript-specifiers',
        renderChunk: (code, { map }) => ({ code: rewriteSpecifiers(code), map }),
      },
    ],
    ...overrides,
  };
}
