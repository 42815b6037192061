import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage } from './browser.ts';
import { runCommand } from './commands.ts';
import { foreignPackages } from './lock-file.ts';
import type { Tarballs } from './pack.ts';
import type { ProjectKind } from './project-kinds.ts';
import { checkReport } from './report.ts';
import type { Outcome } from './table.ts';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

/** Lays down a fresh project of this kind in `folder`, and sees whether it installs, builds and runs. */
export async function runProject(
  kind: ProjectKind,
  folder: string,
  tarballs: Tarballs,
  browser: string | undefined,
): Promise<Outcome> {
  const start = performance.now();
  const outcome = (status: Outcome['status'], detail: string): Outcome => ({
    name: kind.name,
    status,
    detail,
    seconds: (performance.now() - start) / 1000,
  });
  if (kind.pages !== undefined && browser === undefined) {
    const reason = 'chromium is not there; to get it: apt-get install chromium';
    return outcome(process.env.CHAINRULE_REQUIRE_OPTIONAL === '1' ? 'fails' : 'skipped', reason);
  }
  try {
    layDown(kind, folder, tarballs);
    await install(folder, tarballs);
    let report = '';
    for (const [command = '', ...args] of kind.commands) {
      report = await runCommand(folder, command, args);
    }
    if (kind.pages === undefined) return outcome('works', checkReport(report));
    const seen: string[] = [];
    for (const page of kind.pages)
      seen.push(checkReport(await openPage(browser ?? '', folder, page)));
    return outcome('works', `${seen.length} page${seen.length > 1 ? 's' : ''}: ${seen[0]}`);
  } catch (error) {
    return outcome('fails', error instanceof Error ? error.message : String(error));
  }
}

/** Everything but what `npm install` brings. */
function layDown(kind: ProjectKind, folder: string, tarballs: Tarballs): void {
  mkdirSync(folder, { recursive: true });
  cpSync(join(fixtures, kind.name), folder, { recursive: true });
  for (const file of kind.shares ?? []) cpSync(join(fixtures, file), join(folder, basename(file)));
  const files = [...tarballs].map(([name, path]): [string, string] => [name, `file:${path}`]);
  const manifest = {
    name: `a-${kind.name}-project`,
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(files.filter(([name]) => kind.packages.includes(name))),
    devDependencies: kind.tools ?? {},
    // What our packages ask for of each other is what was packed, too.
    overrides: Object.fromEntries(files.filter(([name]) => !kind.packages.includes(name))),
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
}

async function install(folder: string, tarballs: Tarballs): Promise<void> {
  await runCommand(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline']);
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const foreign = foreignPackages(lock, [...tarballs.keys()]);
  if (foreign.length > 0) throw new Error(`not from the tarballs: ${foreign.join(', ')}`);
}
