import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { installLibraries } from '../versus/installed.ts';
import type { GpuName } from './contestant.ts';
import type { Arena } from './index.ts';
import type { BenchPage } from './page.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const executable = process.env.CHAINRULE_CHROMIUM ?? '/usr/bin/chromium';

const always = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
];

// Without a GPU, the renderer in software that Chromium brings: the same for all contestants.
const software = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--use-webgpu-adapter=swiftshader',
];
const hardware = ['--enable-gpu', '--enable-features=Vulkan'];

declare const bench: BenchPage;

/** What runs in the page. */
const program = `
import { openBench } from './page.ts';
import { gpuJs } from '../../versus/gpu/gpu-js.mjs';
import { tfjs } from '../../versus/gpu/tfjs.mjs';

openBench([gpuJs, tfjs]);
`;

/** The contestants in one file, the libraries to compare with from where they are installed. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: at('.') },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@chainrule/source'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * The contestants in a page of Chromium.
 *
 * @throws {Error} where there is no Chromium, or it has no such device.
 */
export async function openInChromium(device: GpuName): Promise<Arena> {
  if (!existsSync(executable)) throw new Error(`there is no Chromium at ${executable}`);
  installLibraries((line) => console.log(line));
  const flags = process.env.CHAINRULE_GPU === 'hardware' ? hardware : software;
  const browser = await chromium.launch({
    executablePath: executable,
    args: [...always, ...flags],
  });
  const page = await browser.newPage();
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' }),
  );
  // WebGPU asks for a secure context, which this machine itself is.
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: await bundle() });
  page.setDefaultTimeout(0);
  const known = await page.evaluate(() => bench.names());
  const places = new Map<string, number>();
  for (const [place, name] of known.entries()) {
    const isStarted = await page.evaluate(([which, type]) => bench.start(which, type), [
      place,
      device,
    ] as const);
    if (isStarted) places.set(name, place);
  }
  return {
    renderer: `Chromium ${browser.version()}`,
    names: [...places.keys()],
    measure: (name, work) =>
      page.evaluate(([place, what]) => bench.measure(place, what), [
        places.get(name) as number,
        work,
      ] as const),
    close: () => browser.close(),
  };
}
