import { fileURLToPath } from 'node:url';
import {
  bundleForPages,
  findChromium,
  graphicsToTry,
  launchChromium,
  openProgram,
} from '@chainrule/chromium';
import { mnistDataSource } from '@chainrule/datasets/node';
import type { FixtureCase } from '@chainrule/oracle/cases';
import { DeviceError } from '@chainrule/tensor';
import type { CaseResult } from '../run-case.ts';
import type { Host } from './host.ts';
import type { Page } from './page.ts';

declare const conformance: Page;

/**
 * A device of Chromium, which runs the bundled suite in a page.
 *
 * @throws {DeviceError} where Chromium, or the device in it, is missing.
 */
export async function openChromiumHost(type: 'webgl2' | 'webgpu'): Promise<Host> {
  if (findChromium() === undefined) throw new DeviceError('there is no Chromium here');
  const program = await bundleForPages({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
  });
  for (const graphics of graphicsToTry()) {
    const browser = await launchChromium(graphics);
    const page = await openProgram(browser, program, {
      '-ubyte': (name) => mnistDataSource().read(name),
    });
    const renderer = await page.evaluate((device) => conformance.open(device), type);
    if (renderer === null) {
      await browser.close();
      continue;
    }
    return {
      name: `${type}-chromium`,
      renderer,
      run: (cases: readonly FixtureCase[]): Promise<CaseResult[]> =>
        page.evaluate((given) => conformance.run(given), cases),
      train: (plan) => page.evaluate((given) => conformance.train(given), plan),
      close: () => browser.close(),
    };
  }
  throw new DeviceError(`Chromium has no ${type} here`);
}
