import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages, workspaceRoot } from '@chainrule/workspace';
import { runCommand } from './commands.ts';
import { wrongContents } from './tarball-contents.ts';

/** The tarball of every public package, by the package's name. */
export type Tarballs = ReadonlyMap<string, string>;

/**
 * Builds every public package, and packs it into `folder` as it would be published.
 *
 * @throws {Error} when a tarball lacks a file that everyone expects, or has one that nobody needs.
 */
export async function packAll(folder: string): Promise<Tarballs> {
  mkdirSync(folder, { recursive: true });
  const pnpm = (directory: string, ...args: string[]): Promise<string> =>
    runCommand(directory, 'npx', ['-y', 'pnpm@12', ...args]);

  const packages = publicPackages();
  const filters = packages.map(({ name }) => `--filter=${name}`);
  await pnpm(workspaceRoot, 'exec', 'turbo', 'run', 'build', ...filters);
  const tarballs = new Map<string, string>();
  for (const { name, directory } of packages) {
    const tarball = join(folder, `${name.replace('@', '').replace('/', '-')}.tgz`);
    await pnpm(directory, 'pack', '--out', tarball);
    const paths = (await runCommand(folder, 'tar', ['-tzf', tarball])).trim().split('\n');
    const wrong = wrongContents(paths);
    if (wrong.length > 0) throw new Error(`the tarball of ${name}: ${wrong.join(', ')}`);
    tarballs.set(name, tarball);
  }
  return tarballs;
}
