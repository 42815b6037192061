import type { Browser, BrowserContext, Page } from 'playwright-core';

export { launchChromium } from '@chainrule/chromium';

/** A page in a context of its own, and what it said in the console that should not be there. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: string[];
}

/** Opens a page, and waits until it can be used. */
export async function open(
  browser: Browser,
  url: string,
  options: NonNullable<Parameters<Browser['newContext']>[0]> = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  context.setDefaultTimeout(240_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return { page, context, errors };
}

/** Presses a button of the player. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Waits until the run is in a phase. */
export async function phaseIs(page: Page, phase: string): Promise<void> {
  await page.locator(`.player[data-phase="${phase}"]`).waitFor();
}

/** Presses Run and waits for the end. */
export async function runToEnd(page: Page): Promise<void> {
  await press(page, 'Run');
  await phaseIs(page, 'finished');
}

/** The bytes of the file that a button hands out. */
export async function downloadBy(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
