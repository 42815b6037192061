import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages, workspaceRoot } from '@chainrule/workspace';

/** What pnpm does by itself. */
const builtin = new Set(['add', 'exec', 'install', 'pack', 'run', 'vitest']);

/** Which commands of a shell block name a package or a script that is not there. */
export function brokenCommands(code: string): string[] {
  return code
    .split('\n')
    .map((line) => line.replace(/ +#.*$/, '').trim())
    .filter((line) => !isKnown(line.split(/ +/)));
}

function isKnown(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if (program === 'npm' && rest[0] === 'install') return rest.slice(1).every(isPublished);
  if (program === 'npx' && rest[0] === '-y' && rest[1] === 'pnpm@12')
    return isScript(rest.slice(2));
  if (program === 'pnpm') return isScript(rest);
  return true;
}

function isPublished(name: string): boolean {
  return publicPackages().some((each) => each.name === name);
}

function isScript(words: readonly string[]): boolean {
  const [first = '', name = '', script = ''] = words;
  if (first !== '--filter') return builtin.has(first) || first in scripts('.');
  return script in scripts(`packages/${folderOf(name)}`, `tooling/${folderOf(name)}`);
}

function folderOf(name: string): string {
  return name.split('/').at(-1) ?? name;
}

/** The scripts of the first of these folders that is there. */
function scripts(...folders: readonly string[]): Record<string, string> {
  for (const folder of folders) {
    try {
      const manifest = readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8');
      return JSON.parse(manifest).scripts ?? {};
    } catch {
      // The next one, then.
    }
  }
  return {};
}
