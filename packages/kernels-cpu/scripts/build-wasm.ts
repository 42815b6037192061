/**
 * Compiles `assembly/` into `src/generated/wasm.ts`: the kernels, and the inner loops of products once
 * with SIMD and once with relaxed SIMD. Puts the text of `src/threads/worker.ts` into
 * `src/generated/worker.ts`.
 *
 * The results are committed, so that a fresh clone runs from source without a build step.
 * With `--check` nothing is written: the script fails if a committed file is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import asc from 'assemblyscript/asc';
import { transform } from 'esbuild';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const generated = new URL('../src/generated/', import.meta.url);
const command = '`pnpm --filter @chainrule/kernels-cpu build:wasm`';

const modules = [
  { name: 'kernels', entry: 'assembly/index.ts', features: 'simd,threads' },
  { name: 'simd', entry: 'assembly/tile/index.ts', features: 'simd' },
  { name: 'relaxedSimd', entry: 'assembly/tile/index.ts', features: 'simd,relaxed-simd' },
] as const;

async function compile(entry: string, features: string): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  // biome-ignore format: an option and its value share a line
  const options = [
    '--baseDir', packageRoot,
    '--outFile', 'kernels.wasm',
    '--enable', features,
    '--runtime', 'stub',
    '--optimizeLevel', '3',
    '--shrinkLevel', '0',
    '--converge',
    '--noAssert',
    '--disableWarning', '112',
    '--importMemory',
    '--maximumMemory', '65536',
    '--zeroFilledMemory',
  ];
  const { error, stderr } = await asc.main([entry, ...options], {
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
  });
  if (error || !binary) throw new Error(`assembly/ did not compile\n${stderr.toString()}`);
  return binary;
}

async function wasmModule(): Promise<string> {
  const lines = [`// Compiled from assembly/ by ${command}. Do not edit.`];
  for (const { name, entry, features } of modules) {
    const binary = await compile(entry, features);
    console.log(`${name}: ${binary.length} bytes, ${gzipSync(binary).length} gzipped`);
    lines.push('', `export const ${name} =`, `  '${Buffer.from(binary).toString('base64')}';`);
  }
  return `${lines.join('\n')}\n`;
}

async function workerModule(): Promise<string> {
  const source = await readFile(new URL('../src/threads/worker.ts', import.meta.url), 'utf8');
  const { code } = await transform(source, { loader: 'ts', minify: true, target: 'es2022' });
  const lines = [
    `// The text of src/threads/worker.ts, by ${command}. Do not edit.`,
    '',
    '/** What a thread of the pool runs in Node. */',
    'export const workerText: string =',
    `  '${code.trim().replaceAll('\\', '\\\\').replaceAll("'", "\\'")}';`,
  ];
  return `${lines.join('\n')}\n`;
}

const files = { 'wasm.ts': await wasmModule(), 'worker.ts': await workerModule() };
for (const [name, text] of Object.entries(files)) {
  const target = new URL(name, generated);
  if (!process.argv.includes('--check')) {
    await writeFile(target, text);
  } else if ((await readFile(target, 'utf8')) !== text) {
    console.error(`src/generated/${name} is out of date; run build:wasm and commit the result`);
    process.exitCode = 1;
  }
}
