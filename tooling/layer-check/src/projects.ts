import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { outputOf, run } from './run.ts';
import { type PackedPackage, tarballsOf } from './tarballs.ts';

type Dependencies = Record<string, string>;

function readManifest(folder: string): { name: string; devDependencies: Dependencies } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/**
 * Generates a layer in an empty folder with the packed generator, and does with it what its README
 * says.
 */
export async function checkGenerated(
  folder: string,
  packages: readonly PackedPackage[],
  generator: PackedPackage,
): Promise<void> {
  mkdirSync(folder);
  const create = ['create-chainrule-layer', 'gated-linear', '--directory', '.', '--yes'];
  await run(folder, 'npm', 'exec', '--yes', `--package=${generator.tarball}`, '--', ...create);
  const manifest = readManifest(folder);
  const asked = manifest.devDependencies;
  const devDependencies = { ...asked, ...tarballsOf(Object.keys(asked), packages) };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, devDependencies }));
  await run(folder, 'npm', 'install');
  for (const script of ['build', 'typecheck', 'test', 'check', 'demo']) {
    await run(folder, 'npm', 'run', script);
  }
}

/** What the tests of a project say of a GPU that does not answer. */
const notRun = /^not run on .+$/gm;

/** Runs the tests of a package of the workspace in a new project that has installed it; says where. */
export async function checkInstalled(
  folder: string,
  packages: readonly PackedPackage[],
  tested: PackedPackage,
): Promise<string> {
  mkdirSync(folder);
  const { devDependencies: { vitest } = {} } = readManifest(join(tested.folder, '../..'));
  const manifest = {
    name: 'layer-user',
    private: true,
    type: 'module',
    dependencies: tarballsOf([tested.name, ...tested.testNeeds], packages),
    devDependencies: { vitest },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  copyTests(join(tested.folder, 'src'), join(folder, 'src'));
  // Nothing native is built: the modules are those of the workspace.
  await run(folder, 'npm', 'install', '--ignore-scripts');
  const tests = ['exec', '--', 'vitest', 'run', '--reporter=verbose', '--test-timeout=300000'];
  const { CHAINRULE_NATIVE_MODULES, CHAINRULE_REQUIRE_OPTIONAL } = env;
  const variables = {
    CHAINRULE_NATIVE_MODULES,
    CHAINRULE_REQUIRE_OPTIONAL,
    NO_COLOR: '1',
  };
  const output = await outputOf(folder, variables, 'npm', ...tests);
  const devices = new Set([...output.matchAll(/> on (\w+) > /g)].map(([, device]) => device));
  const skipped = new Set(output.match(notRun));
  return [`on ${['cpu', ...devices].join(', ')}`, ...skipped].join('; ');
}

/** Copies the tests, and what they share, and nothing of what they test. */
function copyTests(source: string, target: string): void {
  const isOfTests = (path: string): boolean =>
    /\.test\.ts$|\/(fixtures|testing)\//.test(`/${path}`);
  for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    const file = path.replaceAll('\\', '/');
    if (isOfTests(file) && statSync(join(source, file)).isFile()) {
      cpSync(join(source, file), join(target, file));
    }
  }
}
