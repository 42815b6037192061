import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publicPackages } from './public-packages.ts';
import { workspaceRoot } from './root.ts';

const root = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8'));

describe.each(publicPackages())('$name', ({ name, manifest, directory, entries, description }) => {
  it('says what it is, for which Node, and what is published', () => {
    expect(description).not.toBe('');
    expect(manifest).toMatchObject({
      license: root.license,
      type: 'module',
      engines: root.engines,
      files: expect.arrayContaining(['dist']),
      publishConfig: { access: 'public' },
    });
    expect(manifest).toHaveProperty('sideEffects');
    expect(entries.length).toBeGreaterThan(0);
  });

  it('is built, packed and checked with the others', () => {
    const { build, 'check:package': check } = manifest.scripts as Record<string, string>;
    expect(build).toMatch(/^tsup\b/);
    expect(check).toMatch(/pnpm pack.*publint.*attw/);
  });

  it('depends on what it was built against, whatever its version', () => {
    const { dependencies = {} } = manifest as { dependencies?: Record<string, string> };
    const own = Object.entries(dependencies).filter(([each]) => each.startsWith('@chainrule/'));
    for (const [dependency, range] of own) expect(range, dependency).toBe('workspace:^');
  });

  it('has a README that installs it, with an example', () => {
    const path = join(directory, 'README.md');
    expect(existsSync(path)).toBe(true);
    const readme = readFileSync(path, 'utf8');
    expect(readme).toMatch(new RegExp(`npm (install|create) .*${name.replace(/^create-/, '')}\\b`));
    // A program for a terminal is shown in one.
    const example = 'bin' in manifest ? /```sh.*npm .*```/s : /```ts.*import .*from '.*```/s;
    expect(readme).toMatch(example);
  });
});
