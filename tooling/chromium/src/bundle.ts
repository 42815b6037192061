import { type BuildOptions, build } from 'esbuild';

/** One minified file for browsers, as an application is built for production; workspace packages are taken from source. */
export async function bundleForPages(
  options: Pick<BuildOptions, 'entryPoints' | 'stdin' | 'format' | 'conditions'>,
): Promise<string> {
  const { outputFiles } = await build({
    format: 'iife',
    conditions: ['@chainrule/source'],
    ...options,
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
