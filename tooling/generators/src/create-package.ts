import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { floorsPath, readFloors } from '@chainrule/boundaries';
import {
  type Manifest,
  type PackageSpec,
  packageManifest,
  type WorkspaceManifest,
} from './manifest.ts';
import { packageFiles, toJson } from './package-files.ts';

/** A package to lay down, and the floor it stands on. */
export interface NewPackage extends PackageSpec {
  readonly floor: number;
}

/** What a new package has from the start, beyond what all have. */
export interface PackageContents {
  /** Files by their path in the package; they take the place of those that all have. */
  readonly files?: Readonly<Record<string, string>>;
  /** Fields of its manifest. */
  readonly manifest?: Partial<Manifest>;
}

/**
 * Lays down a new package in the workspace at `root`, and registers its floor.
 *
 * @returns the paths that were written, from the root.
 * @throws {Error} when there is a package of that name, or its name or floor cannot be used.
 */
export function createPackage(
  root: string,
  spec: NewPackage,
  contents: PackageContents = {},
): string[] {
  checkSpec(spec);
  const folder = `packages/${spec.folder}`;
  if (existsSync(join(root, folder, 'package.json'))) {
    throw new Error(`there is a ${folder} already; refresh it with --refresh`);
  }
  registerFloor(root, folder, spec.floor);
  const files = packageFiles(spec, readWorkspace(root), contents.manifest);
  return [...writeMissing(root, folder, { ...files, ...contents.files }), floorsPath];
}

/**
 * Brings an existing package to the form that new ones have: rewrites its manifest, keeping its
 * version, entry points, dependencies and own scripts, and adds the files beside `src` it lacks.
 *
 * @returns the paths that were written, from the root.
 * @throws {Error} when there is no such package, or its name or floor cannot be used.
 */
export function refreshPackage(root: string, spec: NewPackage): string[] {
  checkSpec(spec);
  const folder = `packages/${spec.folder}`;
  const manifestPath = `${folder}/package.json`;
  if (!existsSync(join(root, manifestPath))) {
    throw new Error(`there is no ${folder} to refresh; leave out --refresh to create it`);
  }
  registerFloor(root, folder, spec.floor);
  const existing = readJson<Partial<Manifest>>(root, manifestPath);
  const workspace = readWorkspace(root);
  write(root, manifestPath, toJson(packageManifest(spec, workspace, existing)));
  const files = Object.entries(packageFiles(spec, workspace));
  const beside = Object.fromEntries(files.filter(([path]) => !path.startsWith('src/')));
  const added = writeMissing(root, folder, beside);
  return [manifestPath, ...added, floorsPath];
}

function checkSpec({ folder, description, floor }: NewPackage): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(folder)) {
    throw new Error(`a package is named in kebab-case, such as kernels-cpu; got ${folder}`);
  }
  if (!Number.isInteger(floor) || floor < 0) {
    throw new Error(`a floor is a whole number from 0; got ${floor}`);
  }
  if (description === '' || description.endsWith('.')) {
    throw new Error('a description is one line without a full stop at its end');
  }
}

function registerFloor(root: string, folder: string, floor: number): void {
  const floors = readFloors(root);
  const registered = floors[folder];
  if (registered !== undefined && registered !== floor) {
    throw new Error(`${folder} stands on floor ${registered} by ${floorsPath}; got ${floor}`);
  }
  const entries = Object.entries({ ...floors, [folder]: floor });
  write(root, floorsPath, toJson(Object.fromEntries(entries.sort(([, a], [, b]) => a - b))));
}

function writeMissing(root: string, folder: string, files: Record<string, string>): string[] {
  return Object.entries(files)
    .map(([path, content]) => ({ path: `${folder}/${path}`, content }))
    .filter(({ path }) => !existsSync(join(root, path)))
    .map(({ path, content }) => {
      write(root, path, content);
      return path;
    });
}

function write(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function readWorkspace(root: string): WorkspaceManifest {
  return readJson<WorkspaceManifest>(root, 'package.json');
}

function readJson<T>(root: string, path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
}
