import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../versus/', import.meta.url);

/** What npm writes down when it has installed everything. */
const installed = new URL('node_modules/.package-lock.json', folder);

function isCurrent(): boolean {
  const lock = new URL('package-lock.json', folder);
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

/**
 * Installs the libraries to compare with, unless they are there: some 400 MB, which is why they are no
 * part of the workspace. No scripts of theirs run, so that nothing native is built.
 *
 * @returns the modules that train with them, by name.
 * @throws {Error} with what npm said, when it does not succeed.
 */
export function installLibraries(say: (line: string) => void): Map<string, string> {
  if (!isCurrent()) {
    say('Installing the libraries to compare with, some 400 MB, into tooling/bench/versus ...');
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    const options = { cwd: fileURLToPath(folder), encoding: 'utf8' } as const;
    const { status, stderr, error } = spawnSync('npm', args, options);
    if (status !== 0) throw error ?? new Error(`npm ci: ${stderr.trim()}`);
  }
  return new Map(modules.map(([name, file]) => [name, new URL(file, folder).href] as const));
}

const modules: readonly (readonly [name: string, file: string])[] = [
  ['TensorFlow.js on wasm', 'tfjs.mjs'],
  ['jax-js on wasm', 'jax-js.mjs'],
  ['js-pytorch', 'js-pytorch.mjs'],
  ['brain.js', 'brain.mjs'],
];
