import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFloors } from '@chainrule/boundaries';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPackage, refreshPackage } from './create-package.ts';

const workspaceRoot = fileURLToPath(new URL('../../..', import.meta.url));
const spec = {
  folder: 'signal-processing',
  name: '@chainrule/signal-processing',
  description: 'Filters and spectra of tensors',
  floor: 3,
};

let root: string;

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function readManifest(): Record<string, unknown> {
  return JSON.parse(read('packages/signal-processing/package.json'));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'generators-'));
  mkdirSync(join(root, 'tooling/boundaries'), { recursive: true });
  writeFileSync(join(root, 'tooling/boundaries/floors.json'), '{ "packages/tensor": 0 }');
  const workspace = { license: 'MIT', engines: { node: '>=20.19' } };
  writeFileSync(join(root, 'package.json'), JSON.stringify(workspace));
});

afterEach(() => rmSync(root, { recursive: true }));

describe('createPackage', () => {
  it('lays down every file and registers the floor', () => {
    const written = createPackage(root, spec);
    for (const path of written) expect(existsSync(join(root, path))).toBe(true);
    expect(written).toContain('packages/signal-processing/src/index.test.ts');
    expect(readFloors(root)).toEqual({ 'packages/tensor': 0, 'packages/signal-processing': 3 });
  });

  it('publishes what is built, and keeps the source to the workspace', () => {
    createPackage(root, spec);
    const { exports, publishConfig } = readManifest();
    const built = { types: './dist/index.d.ts', default: './dist/index.js' };
    expect(JSON.stringify(exports)).toBe(
      JSON.stringify({ '.': { '@chainrule/source': './src/index.ts', ...built } }),
    );
    expect(publishConfig).toEqual({ access: 'public', exports: { '.': built } });
  });

  it('says in which folder of the repository the package is', () => {
    const repository = { type: 'git', url: 'git+https://example.org/chainrule.git' };
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ license: 'MIT', engines: {}, repository }),
    );
    createPackage(root, spec);
    const expected = { ...repository, directory: 'packages/signal-processing' };
    expect(readManifest().repository).toEqual(expected);
  });

  it('lays down what typechecks', () => {
    for (const shared of ['node_modules', 'tooling/tsconfig', 'tooling/tsup-config']) {
      symlinkSync(join(workspaceRoot, shared), join(root, shared));
    }
    const config = { extends: './tooling/tsconfig/base.json', include: ['packages'] };
    writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(config));
    createPackage(root, spec);

    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    expect(fileNames).toHaveLength(3);
    const program = ts.createProgram(fileNames, { ...options, types: ['node'] });
    const messages = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
    expect(messages).toEqual([]);
  }, 60_000);

  it('leaves a package that exists alone', () => {
    createPackage(root, spec);
    expect(() => createPackage(root, spec)).toThrow('there is a packages/signal-processing');
  });

  it.each([
    [{ folder: 'SignalProcessing' }, 'kebab-case'],
    [{ folder: '../escape' }, 'kebab-case'],
    [{ floor: -1 }, 'a floor is a whole number from 0; got -1'],
    [{ floor: Number.NaN }, 'got NaN'],
    [{ description: 'Ends with a stop.' }, 'without a full stop'],
  ])('refuses %j', (wrong, message) => {
    expect(() => createPackage(root, { ...spec, ...wrong })).toThrow(message);
    expect(existsSync(join(root, 'packages'))).toBe(false);
  });

  it('refuses a floor other than the registered one', () => {
    const tensor = { ...spec, folder: 'tensor', name: '@chainrule/tensor' };
    expect(() => createPackage(root, tensor)).toThrow(/packages\/tensor stands on floor 0/);
  });
});

describe('refreshPackage', () => {
  it('keeps what the package has of its own', () => {
    const folder = join(root, 'packages/signal-processing');
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'src/index.ts'), 'export const one = 1;\n');
    const own = {
      name: '@chainrule/signal-processing',
      version: '1.2.3',
      sideEffects: true,
      exports: { './node': { '@chainrule/source': './src/node/index.ts' } },
      scripts: { build: 'tsup && node emit.js', emit: 'node emit.js' },
      dependencies: { '@chainrule/tensor': 'workspace:^' },
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(own));

    refreshPackage(root, spec);

    expect(read('packages/signal-processing/src/index.ts')).toBe('export const one = 1;\n');
    expect(existsSync(join(folder, 'README.md'))).toBe(true);
    expect(existsSync(join(folder, 'src/index.test.ts'))).toBe(false);
    expect(readManifest()).toMatchObject({
      version: '1.2.3',
      sideEffects: true,
      license: 'MIT',
      scripts: own.scripts,
      dependencies: own.dependencies,
      publishConfig: {
        exports: { './node': { types: './dist/node/index.d.ts', default: './dist/node/index.js' } },
      },
    });
  });

  it('changes nothing the second time', () => {
    createPackage(root, spec);
    const before = read('packages/signal-processing/package.json');
    refreshPackage(root, spec);
    expect(read('packages/signal-processing/package.json')).toBe(before);
  });

  it('refuses a package that is not there', () => {
    expect(() => refreshPackage(root, spec)).toThrow('there is no packages/signal-processing');
  });
});
