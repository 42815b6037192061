import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@chainrule/workspace';
import { type Block, docstringBlocks, markdownBlocks } from './blocks.ts';

const parents = ['packages', 'apps', 'tooling'];

/** Every block of code in the Markdown of the repository and in the docstrings of its sources. */
export function allBlocks(): Block[] {
  const docstrings = workspaces()
    .flatMap((folder) => filesUnder(`${folder}/src`))
    .filter((file) => file.endsWith('.ts') && !/\.(test|bench)\.ts$/.test(file))
    .flatMap((file) => docstringBlocks(file, read(file)));
  return [...markdownFiles().flatMap((file) => markdownBlocks(file, read(file))), ...docstrings];
}

function markdownFiles(): string[] {
  const readmes = workspaces().map((folder) => `${folder}/README.md`);
  return [
    'README.md',
    'CONTRIBUTING.md',
    ...filesUnder('docs'),
    ...filesUnder('apps/docs/guide'),
    'apps/docs/devices.md',
    'apps/docs/index.md',
    ...readmes,
  ].filter((file) => file.endsWith('.md') && existsSync(join(workspaceRoot, file)));
}

/** The folder of every package, app and tool. */
function workspaces(): string[] {
  return parents.flatMap((parent) =>
    readdirSync(join(workspaceRoot, parent)).map((child) => `${parent}/${child}`),
  );
}

function filesUnder(folder: string): string[] {
  if (!existsSync(join(workspaceRoot, folder))) return [];
  return readdirSync(join(workspaceRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(workspaceRoot.length))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(workspaceRoot, file), 'utf8');
}
