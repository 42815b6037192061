import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's program in one file, from source, minified. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@chainrule/source'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
