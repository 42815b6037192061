/**
 * Installs the native modules into the cache, unless they are there:
 *
 *     pnpm setup:native
 *
 * Where `gl` has no binary for this Node, it is built from source, which takes about five minutes.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process, { env, execPath, platform, stderr, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { nativeModulesCache, nativeProject } from './location.js';

const debianPackages =
  'g++ make python3 pkg-config libxi-dev libxext-dev libx11-dev libgl1-mesa-dev libglu1-mesa-dev ' +
  'libglew-dev libvulkan1 xvfb xauth';

/** The headers that came with Node, so that a build need not download them. */
function nodeHeaders() {
  const prefix = join(dirname(realpathSync(execPath)), '..');
  return existsSync(join(prefix, 'include', 'node', 'node.h')) ? prefix : undefined;
}

function install(folder) {
  const headers = nodeHeaders();
  const variables = headers === undefined ? {} : { npm_config_nodedir: headers };
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--foreground-scripts=false'], {
    cwd: folder,
    // Standard output is for who asked; what npm says about the work is not.
    stdio: ['ignore', 2, 2],
    env: { ...env, ...variables },
    shell: platform === 'win32',
  });
  return result.status === 0;
}

/** The modules of `folder` that do not load, each with the reason. */
async function broken(folder) {
  const require = createRequire(join(folder, 'package.json'));
  const problems = [];
  for (const name of Object.keys(require('./package.json').dependencies)) {
    try {
      await import(pathToFileURL(require.resolve(name)).href);
    } catch (error) {
      problems.push(`${name}: ${error.message}`);
    }
  }
  return problems;
}

async function build(workshop) {
  cpSync(nativeProject, workshop, { recursive: true });
  if (!install(workshop)) throw new Error('npm could not install the native modules');
  const problems = await broken(workshop);
  if (problems.length > 0) throw new Error(`some modules do not load: ${problems.join('; ')}`);
}

const cache = nativeModulesCache();
if (!existsSync(cache)) {
  stdout.write('installing headless GL and WebGPU for Node; a build takes about five minutes\n');
  mkdirSync(dirname(cache), { recursive: true });
  // Built beside the cache and renamed, so that what was interrupted is never taken for whole.
  const workshop = mkdtempSync(`${cache}.`);
  try {
    await build(workshop);
    // Another run may have been faster; its modules are as good.
    if (!existsSync(cache)) renameSync(workshop, cache);
  } catch (error) {
    stderr.write(
      `${error.message}\nA build takes a C++ compiler and the headers of X11 and OpenGL; ` +
        `on Debian or Ubuntu:\n  apt-get install ${debianPackages}\n`,
    );
    process.exitCode = 1;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}
if (existsSync(cache)) stdout.write(`the native modules are in ${cache}\n`);
