import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bundleForPages, launchChromium, openProgram } from '@chainrule/chromium';
import { installLibraries } from '../versus/installed.ts';
import type { GpuName } from './contestant.ts';
import type { Arena } from './index.ts';
import type { BenchPage } from './page.ts';

declare const bench: BenchPage;

/** What runs in the page. */
const program = `
import { openBench } from './page.ts';
import { gpuJs } from '../../versus/gpu/gpu-js.mjs';
import { tfjs } from '../../versus/gpu/tfjs.mjs';

openBench([gpuJs, tfjs]);
`;

/**
 * The contestants in a page of Chromium.
 *
 * @throws {Error} where there is no Chromium, or it has no such device.
 */
export async function openInChromium(device: GpuName): Promise<Arena> {
  installLibraries((line) => console.log(line));
  const graphics = process.env.CHAINRULE_GPU === 'hardware' ? 'hardware' : 'software';
  const browser = await launchChromium(graphics);
  // The libraries to compare with come from where they are installed.
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const page = await openProgram(
    browser,
    await bundleForPages({ stdin: { contents: program, resolveDir } }),
  );
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
