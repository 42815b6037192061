import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBoundaries } from './check-boundaries.ts';

let root: string;

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function addPackage(folder: string, name: string, dependencies: Record<string, string> = {}): void {
  const publishConfig = { exports: { '.': {}, './node': {} } };
  write(`${folder}/package.json`, JSON.stringify({ name, dependencies, publishConfig }));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  const floors = { 'packages/tensor': 0, 'packages/nn': 3, 'packages/optim': 3 };
  write('tooling/boundaries/floors.json', JSON.stringify(floors));
  addPackage('packages/tensor', '@chainrule/tensor');
  addPackage('packages/nn', '@chainrule/nn');
  addPackage('packages/optim', '@chainrule/optim');
  addPackage('tooling/vitest-config', '@chainrule/vitest-config');
});

afterEach(() => rmSync(root, { recursive: true }));

describe('checkBoundaries', () => {
  it('lets a package import from below, from itself and from elsewhere', () => {
    addPackage('packages/nn', '@chainrule/nn', { '@chainrule/tensor': 'workspace:^' });
    write('packages/nn/src/linear.ts', "import { zeros } from '@chainrule/tensor';");
    write('packages/nn/src/deep/a.ts', "import '../linear.ts'; import 'node:fs'; import 'vite';");
    write('packages/nn/src/linear.test.ts', "import { Linear } from '@chainrule/nn';");
    expect(checkBoundaries(root)).toEqual([]);
  });

  it.each([
    "import { Linear } from '@chainrule/nn';",
    "import type { Linear } from '@chainrule/nn';",
    "export * from '@chainrule/nn/functional';",
    "const nn = await import('@chainrule/nn');",
  ])('refuses, in a lower package, %s', (source) => {
    write('packages/tensor/src/tensor.ts', source);
    expect(checkBoundaries(root)).toEqual([
      'packages/tensor/src/tensor.ts imports @chainrule/nn of floor 3; ' +
        '@chainrule/tensor is on floor 0 and may import only from below',
    ]);
  });

  it('refuses imports within a floor', () => {
    write('packages/nn/src/linear.ts', "import { SGD } from '@chainrule/optim';");
    expect(checkBoundaries(root)).toHaveLength(1);
  });

  it('refuses a dependency on a higher floor', () => {
    addPackage('packages/tensor', '@chainrule/tensor', { '@chainrule/nn': 'workspace:^' });
    expect(checkBoundaries(root)).toEqual([
      expect.stringMatching(/^packages\/tensor\/package.json imports @chainrule\/nn of floor 3/),
    ]);
  });

  it('refuses a path that leaves the package', () => {
    write('packages/nn/src/linear.ts', "import { zeros } from '../../tensor/src/zeros.ts';");
    expect(checkBoundaries(root)).toEqual([
      expect.stringContaining('reaches outside its package for ../../tensor/src/zeros.ts'),
    ]);
  });

  it('keeps tooling to tests', () => {
    const source = "import { optional } from '@chainrule/vitest-config/optional';";
    write('packages/nn/src/linear.test.ts', source);
    write('packages/nn/src/testing/cases.ts', source);
    expect(checkBoundaries(root)).toEqual([]);
    write('packages/nn/src/linear.ts', source);
    expect(checkBoundaries(root)).toEqual([
      expect.stringContaining('packages/nn/src/linear.ts imports @chainrule/vitest-config'),
    ]);
  });

  it('keeps contributed packages to what is published, in tests too', () => {
    const floors = { 'packages/tensor': 0, 'packages/nn': 3, 'packages/optim': 3 };
    const contributed = { ...floors, 'packages/contrib-kan': 4 };
    write('tooling/boundaries/floors.json', JSON.stringify(contributed));
    addPackage('packages/contrib-kan', '@chainrule/contrib-kan');
    const path = 'packages/contrib-kan/src/kan.test.ts';
    write(path, "import '@chainrule/nn'; import '@chainrule/tensor/node'; import 'vitest';");
    expect(checkBoundaries(root)).toEqual([]);
    write(path, "import '@chainrule/nn/src/linear.ts'; import '@chainrule/vitest-config';");
    expect(checkBoundaries(root)).toEqual([
      `${path} imports @chainrule/nn/src/linear.ts, which is not published`,
      `${path} imports @chainrule/vitest-config, which is not published`,
    ]);
  });

  it('asks for the floor of a package that has none', () => {
    addPackage('packages/audio', '@chainrule/audio');
    expect(checkBoundaries(root)).toEqual([
      'packages/audio stands on no floor; give it one in tooling/boundaries/floors.json',
    ]);
  });
});
