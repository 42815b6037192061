import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkInChromium } from './in-chromium.ts';
import { checkGenerated, checkInstalled } from './projects.ts';
import { type PackedPackage, readPackages } from './tarballs.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const packages = readPackages(root);
const generator = packages.find(({ name }) => name === 'create-chainrule-layer') as PackedPackage;
const contributed = packages.filter(({ name }) => name.startsWith('@chainrule/contrib-'));

const folder = mkdtempSync(join(tmpdir(), 'layer-check-'));
const checks: readonly [title: string, check: () => Promise<string | void>][] = [
  ['a generated layer', () => checkGenerated(join(folder, 'generated'), packages, generator)],
  ...contributed.flatMap((tested): [string, () => Promise<string>][] => {
    const project = join(folder, tested.name.replace('/', '-'));
    return [
      [`the tests of ${tested.name}`, () => checkInstalled(project, packages, tested)],
      [`${tested.name} in Chromium`, () => checkInChromium(project, tested.name)],
    ];
  }),
];

try {
  for (const [title, check] of checks) {
    try {
      const details = await check();
      const where = details ? `, ${details}` : '';
      console.log(`${title}: well, from packed packages in a new project${where}`);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${title}: ${error instanceof Error ? error.message : error}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
