import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The lists of a manifest that name other packages. */
const dependencyFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;

/** What the check needs to know of a package. */
export interface WorkspacePackage {
  /** Its folder from the root of the workspace, such as `packages/tensor`. */
  readonly folder: string;
  /** Its name, such as `@chainrule/tensor`. */
  readonly name: string;
  /** The names of all packages that its manifest lists. */
  readonly dependencies: readonly string[];
  /** What its users can import: `@chainrule/tensor`, `@chainrule/kernels-cpu/node`. */
  readonly published: readonly string[];
}

/** The packages in the folder `parent` of the workspace at `root`, such as `packages`. */
export function readPackages(root: string, parent: string): WorkspacePackage[] {
  if (!existsSync(join(root, parent))) return [];
  return readdirSync(join(root, parent))
    .map((child) => `${parent}/${child}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => readPackage(root, folder));
}

function readPackage(root: string, folder: string): WorkspacePackage {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const dependencies = dependencyFields.flatMap((field) => Object.keys(manifest[field] ?? {}));
  const entries = Object.keys(manifest.publishConfig?.exports ?? {});
  const published = entries.map((entry) => posix.join(manifest.name, entry));
  return { folder, name: manifest.name, dependencies, published };
}
