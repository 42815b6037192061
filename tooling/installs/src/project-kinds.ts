import type { Page } from './browser.ts';

/** A kind of project that people have, and how it is installed, built and run. */
export interface ProjectKind {
  /** Its name in the table; also the folder of its files in `fixtures`. */
  readonly name: string;
  /** What a user of this kind would write in `dependencies`, of our packages. */
  readonly packages: readonly string[];
  /** The tools that it takes from the registry, at the versions tried here. */
  readonly tools?: Readonly<Record<string, string>>;
  /** Files of other fixtures that it has too. */
  readonly shares?: readonly string[];
  /** Commands that must end well, in order. What the last one prints is the report, unless there are pages. */
  readonly commands: readonly (readonly string[])[];
  /** Pages that are opened in a browser, each of which sends a report. */
  readonly pages?: readonly Page[];
}

const layers = ['@chainrule/nn', '@chainrule/optim', '@chainrule/serialize', '@chainrule/tensor'];

const typescript = { typescript: '5.9.3', '@types/node': '20.19.0' };
const everything = [
  ...layers,
  '@chainrule/autograd',
  '@chainrule/compile',
  '@chainrule/datasets',
  '@chainrule/experiments',
  '@chainrule/init',
  '@chainrule/kernels-cpu',
  'chainrule',
];

/** Nothing but scripts of the page's own origin: no inline script, no eval, no WebAssembly. */
const strict =
  "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'";

/** What the fast kernels need besides: WebAssembly may be compiled. */
const strictWithWasm = strict.replace("'self'", "'self' 'wasm-unsafe-eval'");

/** Every kind of project that the packages must work in. */
export const projectKinds: readonly ProjectKind[] = [
  {
    name: 'node',
    packages: layers,
    shares: ['shared/xor.js'],
    commands: [['node', 'main.js']],
  },
  {
    name: 'node-umbrella',
    packages: ['chainrule'],
    shares: ['shared/umbrella.js'],
    commands: [['node', 'main.js']],
  },
  {
    name: 'typescript-nodenext',
    packages: everything,
    tools: typescript,
    shares: ['shared/types.ts'],
    commands: [
      ['npx', 'tsc'],
      ['node', 'out/main.js'],
    ],
  },
  {
    name: 'typescript-bundler',
    packages: everything,
    tools: { ...typescript, esbuild: '0.28.2' },
    shares: ['shared/types.ts'],
    commands: [
      ['npx', 'tsc'],
      [
        'npx',
        'esbuild',
        'main.ts',
        '--bundle',
        '--platform=node',
        '--format=esm',
        '--outfile=out.js',
      ],
      ['node', 'out.js'],
    ],
  },
  {
    name: 'vite',
    packages: ['chainrule', '@chainrule/serialize'],
    tools: { vite: '8.3.8' },
    shares: ['shared/umbrella.js', 'shared/report.js'],
    commands: [['npx', 'vite', 'build']],
    pages: [{ folder: 'dist', path: 'index.html' }],
  },
  {
    name: 'webpack',
    packages: ['chainrule', ...layers],
    tools: { webpack: '5.112.2', 'webpack-cli': '7.2.1' },
    shares: ['shared/umbrella.js', 'shared/xor.js', 'shared/report.js'],
    commands: [
      ['npx', 'webpack'],
      ['cp', 'layers.html', 'umbrella.html', 'dist'],
    ],
    pages: [
      { folder: 'dist', path: 'layers.html' },
      { folder: 'dist', path: 'umbrella.html' },
    ],
  },
  {
    name: 'esbuild',
    packages: ['chainrule', ...layers],
    tools: { esbuild: '0.28.2' },
    shares: ['shared/umbrella.js', 'shared/xor.js', 'shared/report.js'],
    commands: [
      [
        'npx',
        'esbuild',
        'src/layers.js',
        'src/umbrella.js',
        '--bundle',
        '--minify',
        '--format=esm',
        '--outdir=dist',
      ],
      ['cp', 'layers.html', 'umbrella.html', 'dist'],
    ],
    pages: [
      { folder: 'dist', path: 'layers.html' },
      { folder: 'dist', path: 'umbrella.html' },
    ],
  },
  {
    name: 'script-module',
    packages: layers,
    shares: ['shared/xor.js', 'shared/report.js', 'shared/import-map.js'],
    commands: [['node', 'import-map.js', 'page.html', 'index.html']],
    pages: [{ folder: '.', path: 'index.html' }],
  },
  {
    name: 'web-worker',
    packages: ['chainrule', '@chainrule/serialize'],
    tools: { vite: '8.3.8' },
    shares: ['shared/umbrella.js', 'shared/report.js'],
    commands: [['npx', 'vite', 'build']],
    pages: [{ folder: 'dist', path: 'index.html' }],
  },
  {
    name: 'strict-csp',
    packages: ['chainrule', ...layers],
    tools: { esbuild: '0.28.2' },
    shares: ['shared/umbrella.js', 'shared/xor.js', 'shared/report.js'],
    commands: [
      [
        'npx',
        'esbuild',
        'src/layers.js',
        'src/umbrella.js',
        '--bundle',
        '--format=esm',
        '--outdir=dist',
      ],
      ['cp', 'layers.html', 'umbrella.html', 'dist'],
    ],
    pages: [
      { folder: 'dist', path: 'layers.html', csp: strict },
      { folder: 'dist', path: 'umbrella.html', csp: strict },
      { folder: 'dist', path: 'umbrella.html', csp: strictWithWasm },
    ],
  },
  {
    name: 'deno',
    packages: ['chainrule', ...layers],
    tools: { deno: '2.9.6' },
    shares: ['shared/xor.js'],
    commands: [
      [
        'npx',
        'deno',
        'run',
        '--node-modules-dir=manual',
        '--no-lock',
        '--allow-read',
        '--allow-write',
        '--allow-env',
        'main.js',
      ],
    ],
  },
  {
    name: 'bun',
    packages: ['chainrule', ...layers],
    tools: { bun: '1.4.5' },
    shares: ['shared/xor.js'],
    commands: [['npx', 'bun', 'run', '--no-install', 'main.js']],
  },
];
