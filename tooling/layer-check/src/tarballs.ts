import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of the workspace, and where it lies packed as it would be published. */
export interface PackedPackage {
  readonly name: string;
  /** Its folder in the workspace. */
  readonly folder: string;
  readonly tarball: string;
  /** What its users have to install with it. */
  readonly needs: readonly string[];
  /** What its own tests need besides. */
  readonly testNeeds: readonly string[];
}

/** The packages in `packages/` of the workspace at `root`. */
export function readPackages(root: string): PackedPackage[] {
  return readdirSync(join(root, 'packages'))
    .map((child) => join(root, 'packages', child))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const { name, dependencies, peerDependencies, devDependencies } = manifest;
      return {
        name,
        folder,
        tarball: join(folder, '.pack/package.tgz'),
        needs: Object.keys({ ...dependencies, ...peerDependencies }),
        testNeeds: Object.keys({ ...devDependencies }),
      };
    });
}

/**
 * The packages of these names and all that they need, each to be installed from its tarball, so that
 * none is looked for in the registry. Names from outside of the workspace are left out.
 *
 * @throws {Error} when one isn't packed.
 */
export function tarballsOf(
  names: readonly string[],
  packages: readonly PackedPackage[],
): Record<string, string> {
  const found = new Map<string, string>();
  const add = (name: string): void => {
    const each = packages.find((other) => other.name === name);
    if (each === undefined || found.has(name)) return;
    if (!existsSync(each.tarball))
      throw new Error(`${name} is not packed: run pnpm check:packages`);
    found.set(name, `file:${each.tarball}`);
    each.needs.forEach(add);
  };
  names.forEach(add);
  return Object.fromEntries(found);
}
