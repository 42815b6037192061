import { readFileSync } from 'node:fs';
import type { LayerNames } from './layer-names.ts';
import type { Files } from './template.ts';

/** The packages that a layer uses at run time: its users have them, in one version with theirs. */
export const peerPackages: readonly string[] = ['@chainrule/nn', '@chainrule/tensor'];

/** The packages of Chainrule that the test, the docs and the demo of a layer use. */
export const testPackages: readonly string[] = [
  '@chainrule/autograd',
  '@chainrule/compile',
  '@chainrule/nn',
  '@chainrule/optim',
  '@chainrule/tensor',
];

const toolPackages = ['publint', 'tsup', 'typescript', 'vitest'];

/** The versions that new packages ask for are those that this one was made with. */
function versionsOf(packages: readonly string[]): Record<string, string> {
  const manifest = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { devDependencies: Record<string, string> };
  return Object.fromEntries(
    packages.map((name) => [name, manifest.devDependencies[name] as string]),
  );
}

function manifestOf({ file, packageName }: LayerNames, description: string): object {
  const entry = { types: './dist/index.d.ts', default: './dist/index.js' };
  return {
    name: packageName,
    version: '0.1.0',
    description,
    keywords: ['chainrule', 'chainrule-layer', 'deep-learning'],
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    files: ['dist'],
    exports: { '.': entry },
    scripts: {
      build: 'tsup',
      test: 'vitest run',
      typecheck: 'tsc',
      demo: `tsup --silent && node demo/${file}.js`,
      check: 'tsup --silent && publint --strict',
      prepublishOnly: 'npm run typecheck && npm test && npm run check',
    },
    peerDependencies: versionsOf(peerPackages),
    devDependencies: versionsOf([...testPackages, ...toolPackages]),
  };
}

const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2023'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    types: [],
  },
  include: ['src'],
};

const tsupConfig = `import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  clean: true,
});
`;

/** The manifest and the configuration of a package that stands alone. */
export function standaloneFiles(names: LayerNames, description: string): Files {
  return {
    'package.json': toJson(manifestOf(names, description)),
    'tsconfig.json': toJson(tsconfig),
    'tsup.config.ts': tsupConfig,
    '.gitignore': 'dist/\nnode_modules/\n',
  };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
