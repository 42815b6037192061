/**
 * Runs a TypeScript entry of the workspace, with every workspace package taken from source:
 *
 *     node tooling/run/run.mjs apps/cli/src/main.ts run xor-nn
 *
 * One esbuild call bundles the sources (about 0.1 s). Hooking each import, as tsx does, starts later,
 * and wraps every closure to keep its name, which halves the speed of training.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { argv, exit, setSourceMapsEnabled, stderr } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { nameNativeModules } from '../native/src/location.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const isOwn = (file) => !relative(root, file).split(/[\\/]/).includes('node_modules');

/** Workspace packages are bundled; others are loaded by Node from where they were imported. */
const thirdPartyStaysOutside = {
  name: 'third-party-stays-outside',
  setup({ onResolve, resolve: locate }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
      if (path.startsWith('node:') || pluginData === 'inner') return undefined;
      const found = await locate(path, { ...from, pluginData: 'inner' });
      if (found.errors.length > 0 || found.external || isOwn(found.path)) return found;
      return { path: pathToFileURL(found.path).href, external: true };
    });
  },
};

/** Every module keeps its own `import.meta.url`, by which it finds files beside it. */
const ownModuleUrls = {
  name: 'own-module-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('import.meta.url')) return undefined;
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
};

const [entry, ...rest] = argv.slice(2);
if (entry === undefined) {
  stderr.write('usage: node tooling/run/run.mjs ENTRY.ts [arguments]\n');
  exit(2);
}

const entryPath = resolve(entry);
const cache = join(root, 'node_modules', '.cache', 'chainrule');
mkdirSync(cache, { recursive: true });
// The process number keeps two runs at the same time from sharing a half-written file.
const program = join(
  cache,
  `${relative(root, entryPath).replaceAll(/[\\/]/g, '-')}.${process.pid}.mjs`,
);
const { outputFiles } = await build({
  entryPoints: [entryPath],
  bundle: true,
  outfile: program,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['@chainrule/source'],
  sourcemap: 'inline',
  // Gone as soon as it is loaded, so that a program that is killed leaves nothing behind.
  banner: { js: "import { rmSync as forget } from 'node:fs'; forget(new URL(import.meta.url));" },
  logLevel: 'error',
  plugins: [thirdPartyStaysOutside, ownModuleUrls],
});

writeFileSync(program, outputFiles[0].contents);
setSourceMapsEnabled(true);
nameNativeModules();
argv.splice(1, argv.length - 1, entryPath, ...rest);
await import(pathToFileURL(program).href);
