import { fileURLToPath } from 'node:url';
import { bundleForPages, chromiumRemedy, findChromium, launchChromium } from '@chainrule/chromium';
import { accelerate, createKernels } from '@chainrule/kernels-cpu';
import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
import { optional } from '@chainrule/vitest-config/optional';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageReport } from './testing/page.ts';
import { servePage } from './testing/serve-page.ts';
import { trainNets } from './testing/train-nets.ts';

const strict = "default-src 'none'; script-src 'self'; connect-src 'self'";
const withWebAssembly = strict.replace("'self'", "'self' 'wasm-unsafe-eval'");

const describeWithChromium = optional('Chromium', findChromium() !== undefined, chromiumRemedy);

/** A browser on a busy machine takes its time, in milliseconds. */
const SLOWEST = 600_000;

describeWithChromium('a minified page under a strict content security policy', () => {
  let browser: Browser;
  let program: string;
  beforeAll(async () => {
    browser = await launchChromium();
    program = await bundleForPages({
      entryPoints: [fileURLToPath(new URL('./testing/page.ts', import.meta.url))],
      format: 'esm',
    });
  }, SLOWEST);
  afterAll(() => browser.close());

  /** What the page posts, and what it complains of meanwhile. */
  async function open(policy: string): Promise<PageReport & { complaints: string[] }> {
    const served = await servePage(program, policy);
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    const failure = new Promise<Error>((resolve) => page.on('pageerror', resolve));
    try {
      await page.goto(served.url);
      const outcome = await Promise.race([served.report, failure]);
      if (outcome instanceof Error) throw outcome;
      return { ...outcome, complaints };
    } finally {
      await page.close();
      await served.close();
    }
  }

  it(
    'trains in WebAssembly with the losses of Node, to the bit',
    async () => {
      const { losses, build, sharesMemory, complaints } = await open(withWebAssembly);
      expect(complaints).toEqual([]);
      expect(sharesMemory).toBe(false);
      expect(build).not.toBeNull();
      enableRelaxedSimd();
      const restore = accelerate(createKernels({ build: build! }));
      expect(losses).toEqual(trainNets());
      restore();
      expect(losses['XOR, compiled']).toEqual(losses['XOR, eager']);
      expect(losses['perceptron, compiled']).toEqual(losses['perceptron, eager']);
    },
    SLOWEST,
  );

  it(
    'trains without WebAssembly where the policy forbids it',
    async () => {
      const { losses, build, complaints } = await open(strict);
      expect(build).toBeNull();
      expect(complaints).toEqual([]);
      expect(losses).toEqual(trainNets());
      const restore = accelerate();
      const fast = trainNets();
      restore();
      for (const [net, values] of Object.entries(fast)) {
        expect(losses[net]).toBeAllclose(values, { rtol: 1e-5 });
      }
    },
    SLOWEST,
  );
});
