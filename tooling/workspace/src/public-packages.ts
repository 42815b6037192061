import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './root.ts';

/** One module of a package that others may import. */
export interface EntryPoint {
  /** Its key in `exports`: `.` or `./node`. */
  readonly path: string;
  /** What an import of it is written as: `@chainrule/serialize/node`. */
  readonly specifier: string;
  /** The TypeScript that it is written as. */
  readonly source: string;
  /** The JavaScript that is published. */
  readonly built: string;
}

/** A package that is published. */
export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Its folder from the root of the workspace: `packages/tensor`. */
  readonly folder: string;
  /** Its folder on this machine. */
  readonly directory: string;
  readonly entries: readonly EntryPoint[];
  /** Everything that its manifest says. */
  readonly manifest: Readonly<Record<string, unknown>>;
}

type Exports = Record<string, { '@chainrule/source'?: string; default: string } | string>;

/** Every package of the workspace that is published, in the order of their names. */
export function publicPackages(): PublicPackage[] {
  return ['packages', 'apps']
    .flatMap((parent) => readdirSync(join(workspaceRoot, parent)).map((child) => [parent, child]))
    .map(([parent, child]) => `${parent}/${child}`)
    .filter((folder) => existsSync(join(workspaceRoot, folder, 'package.json')))
    .map(readPackage)
    .filter(({ manifest }) => manifest.private !== true)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readPackage(folder: string): PublicPackage {
  const directory = join(workspaceRoot, folder);
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const { name, version, description, exports = {} } = manifest;
  const entries = Object.entries(exports as Exports).flatMap(([path, conditions]): EntryPoint[] => {
    if (typeof conditions === 'string' || conditions['@chainrule/source'] === undefined) return [];
    return [
      {
        path,
        specifier: path === '.' ? name : `${name}${path.slice(1)}`,
        source: join(directory, conditions['@chainrule/source']),
        built: join(directory, conditions.default),
      },
    ];
  });
  return { name, version, description, folder, directory, entries, manifest };
}
