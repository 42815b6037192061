import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Options } from 'tsup';

const fromHere = createRequire(import.meta.url);
const gpuJs = fromHere.resolve('gpu.js/package.json');
const acorn = createRequire(gpuJs).resolve('acorn/package.json');

const licences = ['/*!', ...[gpuJs, acorn].map(licenceOf), '*/'].join('\n');

function licenceOf(manifest: string): string {
  const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>;
  const text = readFileSync(join(dirname(manifest), 'LICENSE'), 'utf8');
  return `${name} ${version}\n\n${text.trim()}\n`;
}

/** The one module with a library inside, whose licence goes along: gpu.js, and the parser that it uses. */
const config: Options = {
  entry: { 'compiler/translators': 'src/compiler/translators.ts' },
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  noExternal: ['gpu.js'],
  minify: true,
  clean: false,
  banner: { js: licences },
};

export default config;
