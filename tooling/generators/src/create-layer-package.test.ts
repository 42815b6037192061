import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFloors } from '@chainrule/boundaries';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLayerPackage } from './create-layer-package.ts';

let root: string;

const layer = { name: 'gated-linear', description: 'A linear layer with a gate', floor: 4 };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'layers-'));
  mkdirSync(join(root, 'tooling/boundaries'), { recursive: true });
  writeFileSync(join(root, 'tooling/boundaries/floors.json'), '{ "packages/tensor": 0 }');
  const workspace = { license: 'MIT', engines: { node: '>=20.19' } };
  writeFileSync(join(root, 'package.json'), JSON.stringify(workspace));
});

afterEach(() => rmSync(root, { recursive: true }));

it('lays down a layer as a package of the workspace', () => {
  const written = createLayerPackage(root, layer);
  const folder = 'packages/contrib-gated-linear';
  expect([...written].sort()).toEqual([
    `${folder}/README.md`,
    `${folder}/demo/gated-linear.js`,
    `${folder}/docs/gated-linear.md`,
    `${folder}/package.json`,
    `${folder}/src/gated-linear.test.ts`,
    `${folder}/src/gated-linear.ts`,
    `${folder}/src/index.test.ts`,
    `${folder}/src/index.ts`,
    `${folder}/tsup.config.ts`,
    'tooling/boundaries/floors.json',
  ]);
  for (const path of written) expect(existsSync(join(root, path))).toBe(true);
  expect(readFloors(root)).toEqual({ 'packages/tensor': 0, [folder]: 4 });

  const read = (path: string): string => readFileSync(join(root, folder, path), 'utf8');
  expect(JSON.parse(read('package.json'))).toMatchObject({
    name: '@chainrule/contrib-gated-linear',
    scripts: { build: 'tsup', demo: 'tsup --silent && node demo/gated-linear.js' },
    peerDependencies: { '@chainrule/nn': 'workspace:^', '@chainrule/tensor': 'workspace:^' },
  });
  expect(read('src/gated-linear.ts')).toContain('export class GatedLinear extends Module');
  expect(read('README.md')).toContain('A linear layer with a gate.');
  expect(read('demo/gated-linear.js')).toContain("from '@chainrule/contrib-gated-linear'");
});

it('leaves a layer that exists alone', () => {
  createLayerPackage(root, layer);
  expect(() => createLayerPackage(root, layer)).toThrow('there is a packages/contrib-gated-linear');
});

it('writes nothing for a name that cannot be', () => {
  expect(() => createLayerPackage(root, { ...layer, name: 'tensor' })).toThrow(
    'means something else',
  );
  expect(existsSync(join(root, 'packages'))).toBe(false);
});
