import type { Page, Worker } from 'playwright-core';
import { expect, it } from 'vitest';
import { phaseIs, press, runToEnd } from './browser.ts';
import type { Visit } from './visit.ts';

/** Keeps the context that the worker trains with where a test can reach it. */
const keepContext = `{
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (...options) {
    return (globalThis.keptContext = getContext.apply(this, options));
  };
}
`;

interface KeptContext {
  getExtension(name: string): { loseContext(): void };
}

/** Hands out the player's worker with that before its own first line. */
async function watchWorker(page: Page): Promise<void> {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: keepContext + (await response.text()) });
  });
}

/** Takes the GPU away, as a browser does. */
function loseContext(worker: Worker): Promise<void> {
  return worker.evaluate(() => {
    const { keptContext } = globalThis as unknown as { keptContext: KeptContext };
    keptContext.getExtension('WEBGL_lose_context').loseContext();
  });
}

/** Holds the player to saying what happened when a GPU goes away, and to going on after that. */
export function testLostContext(visit: Visit): void {
  it.each([
    ['compiled', ''],
    ['op by op', '&mode=eager'],
  ])('says that the GPU went away, %s, and runs again there or on the CPU', async (_, mode) => {
    const { page, context } = await visit(
      `/notebook/xor-nn?device=webgl2&steps=201&speed=20${mode}`,
      {
        serviceWorkers: 'block',
      },
    );
    await watchWorker(page);
    await press(page, 'Run');
    await page.locator('.results td').first().waitFor();
    await loseContext(page.workers()[0]!);
    await phaseIs(page, 'failed');
    const notice = page.getByRole('alert');
    expect(await notice.locator('b').textContent()).toBe('The GPU went away.');
    expect(await notice.textContent()).toContain('Press Run to start again, or choose the CPU');
    // What came before is still there to read.
    expect(await page.locator('.results td').first().textContent()).toMatch(/^0\.74340/);

    await page.getByLabel('Speed').selectOption('full');
    await runToEnd(page);
    expect(await notice.count()).toBe(0);
    await press(page, 'Reset');
    await page.getByLabel('Device').selectOption('cpu');
    await runToEnd(page);
    await context.close();
  });
}
