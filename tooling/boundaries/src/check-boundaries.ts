import { posix } from 'node:path';
import { type Floors, floorsPath, readFloors } from './floors.ts';
import { readImports, type SourceImport } from './source-imports.ts';
import { readPackages, type WorkspacePackage } from './workspace-package.ts';

interface Workspace {
  readonly floors: Floors;
  /** Packages and apps, by name. */
  readonly housed: ReadonlyMap<string, WorkspacePackage>;
  /** The names of the packages in `tooling/`, which stand on no floor. */
  readonly tooling: ReadonlySet<string>;
}

/** Packages that are written as outsiders would write them. */
const outsiders = /^packages\/contrib-/;

/**
 * Checks that each package of the workspace at `root` imports only from floors below its own, and that
 * a contributed one, tests included, imports only what is published.
 *
 * @returns a line for each import or dependency that does not; none when all is well.
 */
export function checkBoundaries(root: string): string[] {
  const packages = [...readPackages(root, 'packages'), ...readPackages(root, 'apps')];
  const workspace: Workspace = {
    floors: readFloors(root),
    housed: new Map(packages.map((each) => [each.name, each])),
    tooling: new Set(readPackages(root, 'tooling').map(({ name }) => name)),
  };
  return packages.flatMap((each) => checkPackage(root, each, workspace));
}

function checkPackage(root: string, from: WorkspacePackage, workspace: Workspace): string[] {
  if (workspace.floors[from.folder] === undefined) {
    return [`${from.folder} stands on no floor; give it one in ${floorsPath}`];
  }
  const listed = from.dependencies.map((name) =>
    checkFloor(`${from.folder}/package.json`, from, name, workspace),
  );
  const imported = readImports(root, `${from.folder}/src`).map((each) =>
    checkImport(each, from, workspace),
  );
  return [...listed, ...imported].filter((violation) => violation !== undefined);
}

function checkImport(
  { file, specifier }: SourceImport,
  from: WorkspacePackage,
  workspace: Workspace,
): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), specifier);
    if (target.startsWith(`${from.folder}/`)) return undefined;
    return `${file} reaches outside its package for ${specifier}; import the package by its name`;
  }
  const name = packageOf(specifier);
  if (outsiders.test(from.folder)) {
    const target = workspace.housed.get(name);
    const isPublished = target?.published.includes(specifier) ?? !workspace.tooling.has(name);
    if (!isPublished) return `${file} imports ${specifier}, which is not published`;
  }
  if (workspace.tooling.has(name)) {
    if (/\.(test|bench)\.ts$|\/src\/testing\//.test(file)) return undefined;
    return `${file} imports ${name}, which is for tests and is never published`;
  }
  return checkFloor(file, from, name, workspace);
}

function checkFloor(
  file: string,
  from: WorkspacePackage,
  name: string,
  { floors, housed }: Workspace,
): string | undefined {
  const target = housed.get(name);
  if (target === undefined || target === from) return undefined;
  const own = floors[from.folder] ?? Number.NaN;
  const other = floors[target.folder] ?? Number.NaN;
  if (other < own) return undefined;
  return `${file} imports ${name} of floor ${other}; ${from.name} is on floor ${own} and may import only from below`;
}

/** `@chainrule/tensor/testing` -> `@chainrule/tensor`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
