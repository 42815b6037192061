import { fileURLToPath } from 'node:url';
import {
  bundleForPages,
  chromiumRemedy,
  findChromium,
  launchChromium,
  openProgram,
} from '@chainrule/chromium';
import { SGD } from '@chainrule/optim';
import { optional } from '@chainrule/vitest-config/optional';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { x, xorNet, y } from './testing/compiled-nets.ts';
import type { LostDevicePage } from './testing/lost-device-page.ts';

declare const lostDevice: LostDevicePage;

const describeWithChromium = optional('Chromium', findChromium() !== undefined, chromiumRemedy);

/** A browser on a busy machine takes its time, in milliseconds. */
const SLOWEST = 600_000;
const STEPS = 20;

describeWithChromium('a training whose GPU is lost in the middle', () => {
  let browser: Browser;
  let program: string;
  beforeAll(async () => {
    browser = await launchChromium();
    program = await bundleForPages({
      entryPoints: [fileURLToPath(new URL('./testing/lost-device-page.ts', import.meta.url))],
    });
  }, SLOWEST);
  afterAll(() => browser.close());

  it.each(['webgl2', 'webgpu'] as const)(
    'says so on %s, and goes on from what was read on a device that is opened anew',
    async (type) => {
      const page = await openProgram(browser, program);
      const report = await page.evaluate(
        ([name, steps]) => lostDevice.trainThroughLoss(name, steps),
        [type, STEPS] as const,
      );
      expect(report.renderer).toMatch(/./);
      for (const error of report.errors) {
        expect(error).toMatch(
          /^DeviceError: the GPU .* is lost.*values read before are safe; make the device anew/,
        );
      }
      expect(report).toMatchObject({ isKept: true, isNew: true });
      const undisturbed = xorNet((parameters) => new SGD(parameters, { lr: 1 }));
      const costs = Array.from({ length: 2 * STEPS }, () => undisturbed.step(x, y).item());
      expect(report.costs).toBeAllclose(costs, { rtol: 1e-5 });
      await page.close();
    },
    SLOWEST,
  );
});
