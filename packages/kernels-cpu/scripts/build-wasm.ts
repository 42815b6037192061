/**
 * Compiles `assembly/` into `src/generated/wasm.ts`, once with SIMD and once with relaxed SIMD.
 *
 * The result is committed, so that a fresh clone runs from source without a build step.
 * With `--check` nothing is written: the script fails if the committed file is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import asc from 'assemblyscript/asc';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const target = new URL('../src/generated/wasm.ts', import.meta.url);

const builds = [
  { name: 'simd', features: 'simd' },
  { name: 'relaxedSimd', features: 'simd,relaxed-simd' },
] as const;

async function compile(features: string): Promise<Uint8Array> {
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
    '--zeroFilledMemory',
  ];
  const { error, stderr } = await asc.main(['assembly/index.ts', ...options], {
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
  });
  if (error || !binary) throw new Error(`assembly/ did not compile\n${stderr.toString()}`);
  return binary;
}

const lines = [
  '// Compiled from assembly/ by `pnpm --filter @chainrule/kernels-cpu build:wasm`. Do not edit.',
];
for (const { name, features } of builds) {
  const binary = await compile(features);
  console.log(`${name}: ${binary.length} bytes, ${gzipSync(binary).length} gzipped`);
  lines.push('', `export const ${name} =`, `  '${Buffer.from(binary).toString('base64')}';`);
}
const generated = `${lines.join('\n')}\n`;

if (!process.argv.includes('--check')) {
  await writeFile(target, generated);
} else if ((await readFile(target, 'utf8')) !== generated) {
  console.error('src/generated/wasm.ts is out of date; run build:wasm and commit the result');
  process.exitCode = 1;
}
