import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLayer } from './create-layer.ts';

let folder: string;

const layer = { name: 'gated-linear', description: 'A linear layer with a gate' };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-layer-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('createLayer', () => {
  it('writes a package that stands alone', () => {
    const written = createLayer(folder, layer);
    expect([...written].sort()).toEqual([
      '.gitignore',
      'README.md',
      'demo/gated-linear.js',
      'docs/gated-linear.md',
      'package.json',
      'src/gated-linear.test.ts',
      'src/gated-linear.ts',
      'src/index.ts',
      'tsconfig.json',
      'tsup.config.ts',
    ]);
    const texts = written.map((path) => readFileSync(join(folder, path), 'utf8'));
    expect(texts.filter((text) => /template-?layer/i.test(text))).toEqual([]);
    expect(texts.join()).toContain('class GatedLinear extends Module');
    expect(texts.join()).toContain("import { gatedLinear } from 'chainrule-gated-linear'");
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(
      'A linear layer with a gate.',
    );
  });

  it('asks for the versions that this package was made with, and lets users bring the packages', () => {
    createLayer(folder, { ...layer, packageName: '@me/gate' });
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const own = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(manifest.name).toBe('@me/gate');
    expect(Object.keys(manifest.peerDependencies)).toEqual(['@chainrule/nn', '@chainrule/tensor']);
    expect(manifest.dependencies).toBeUndefined();
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      expect(version, name).toBe(own.devDependencies[name]);
      expect(version, name).toBeTypeOf('string');
    }
    const imported = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.[jt]s$/.test(path))
      .flatMap(
        (path) => readFileSync(join(folder, path), 'utf8').match(/(?<=from ')[^.'][^']*/g) ?? [],
      );
    const listed = [manifest.name, ...Object.keys(manifest.devDependencies)];
    expect(imported.filter((name) => !listed.includes(name as string))).toEqual([]);
  });

  it('makes the directory, and takes one that only git is in', () => {
    createLayer(join(folder, 'deep/down'), layer);
    expect(existsSync(join(folder, 'deep/down/src/index.ts'))).toBe(true);
    mkdirSync(join(folder, 'cloned/.git'), { recursive: true });
    expect(createLayer(join(folder, 'cloned'), layer)).toContain('package.json');
  });

  it('leaves what is there alone', () => {
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    expect(() => createLayer(folder, layer)).toThrow('is not empty (thesis.txt)');
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  it.each([
    [
      { name: 'GatedLinear' },
      'a layer is named in kebab-case, such as gated-linear; got "GatedLinear"',
    ],
    [{ name: '' }, 'got ""'],
    [{ name: 'a--b' }, 'kebab-case'],
    [{ name: '../up' }, 'kebab-case'],
    [{ name: '3d' }, 'kebab-case'],
    [{ name: 'class' }, 'a layer cannot be named class'],
    [{ name: 'tensor' }, 'as Tensor means something else in its code'],
    [{ name: 'beta' }, 'as beta means something else'],
    [{ packageName: 'Has Spaces' }, 'npm takes no package named Has Spaces'],
    [{ packageName: '' }, 'npm takes no package named'],
    [{ description: 'Ends with a stop.' }, 'without a full stop'],
    [{ description: ' ' }, 'one line'],
    [{ description: 'two\nlines' }, 'one line'],
  ])('refuses %j, and writes nothing', (wrong, message) => {
    expect(() => createLayer(folder, { ...layer, ...wrong })).toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});
