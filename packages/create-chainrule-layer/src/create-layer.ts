import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import validatePackageName from 'validate-npm-package-name';
import { namesOf } from './layer-names.ts';
import { standaloneFiles } from './manifest.ts';
import { templateFiles } from './template.ts';

/** A layer to lay down. */
export interface NewLayer {
  /** Its name in kebab-case, such as `gated-linear`. */
  readonly name: string;
  /** What it is, in one line without a full stop. */
  readonly description: string;
  /** What it is published as. Default `chainrule-NAME`. */
  readonly packageName?: string;
}

/**
 * Lays down a package with a layer in `directory`, which is made where it is missing.
 *
 * @returns the paths that were written, from the directory.
 * @throws {Error} when a name cannot be used, or there is something in the directory; nothing is
 * written then.
 */
export function createLayer(
  directory: string,
  { name, description, packageName }: NewLayer,
): string[] {
  const names = namesOf(name, packageName);
  checkPackageName(names.packageName);
  checkDescription(description);
  const files = { ...standaloneFiles(names, description), ...templateFiles(names) };
  const described = { ...files, 'README.md': describe(files['README.md'] as string, description) };
  checkEmpty(directory);
  for (const [path, text] of Object.entries(described)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return Object.keys(described);
}

/** A README with its description in place. */
export function describe(readme: string, description: string): string {
  return readme.replace('One line about the layer.', () => `${description}.`);
}

/** @throws {Error} when npm takes no new package of that name. */
export function checkPackageName(packageName: string): void {
  const { validForNewPackages, errors = [], warnings = [] } = validatePackageName(packageName);
  if (validForNewPackages) return;
  throw new Error(
    `npm takes no package named ${packageName}: ${[...errors, ...warnings].join('; ')}`,
  );
}

/** @throws {Error} when it isn't one line, or ends with a full stop. */
export function checkDescription(description: string): void {
  if (/\S/.test(description) && !/[\n\r]|\.\s*$/.test(description)) return;
  throw new Error('a description is one line without a full stop at its end');
}

function checkEmpty(directory: string): void {
  if (!existsSync(directory)) return;
  const there = readdirSync(directory).filter((entry) => entry !== '.git');
  if (there.length === 0) return;
  throw new Error(
    `${directory} is not empty (${there.slice(0, 3).join(', ')}); name another with --directory`,
  );
}
