/**
 * Takes pictures of every page as a reader meets it, on a desk and on a phone, light and dark:
 *
 *     pnpm --filter @chainrule/docs screenshots [--out FOLDER] [--site BUILT_SITE] [NAME ...]
 *
 * Names choose among the views; without any, all are taken. A site that is built already saves a minute.
 */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchChromium, open } from '../testing/browser.ts';
import { buildAndServe, serve } from '../testing/site.ts';
import { views } from './views.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: join(tmpdir(), 'chainrule-screenshots') },
    site: { type: 'string' },
  },
});

const sizes = [
  { name: 'desk', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];
const colorSchemes = ['light', 'dark'] as const;

/** Tall pages are cut into pictures that can be looked at one by one. */
const TALLEST = 1700;
const MOST_PARTS = 4;

const unknown = positionals.filter((name) => !views.some((view) => view.name === name));
if (unknown.length > 0) {
  const known = views.map(({ name }) => name).join(', ');
  process.stderr.write(`screenshots: no ${unknown.join(', ')}; there is ${known}\n`);
  process.exit(2);
}

const out = resolve(values.out);
await mkdir(out, { recursive: true });
const site = values.site === undefined ? await buildAndServe() : await serve(resolve(values.site));
const browser = await launchChromium();

async function take(page: Page, name: string): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const parts = Math.min(MOST_PARTS, Math.ceil(height / TALLEST));
  const { width } = page.viewportSize()!;
  for (let part = 0; part < parts; part++) {
    const y = part * TALLEST;
    await page.screenshot({
      path: join(out, `${name}${parts > 1 ? `-${part + 1}` : ''}.png`),
      fullPage: true,
      animations: 'disabled',
      clip: { x: 0, y, width, height: Math.min(TALLEST, height - y) },
    });
  }
}

for (const { name, path, prepare } of views) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const { page, context } = await open(browser, site.origin + path, {
    viewport: sizes[0]!,
    reducedMotion: 'reduce',
  });
  await page.waitForLoadState('networkidle');
  await prepare?.(page);
  for (const { name: size, ...viewport } of sizes) {
    await page.setViewportSize(viewport);
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => scrollTo(0, 0));
      // Charts are drawn anew after a change of size or of colours.
      await page.waitForTimeout(250);
      await take(page, `${name}-${size}-${colorScheme}`);
    }
  }
  process.stdout.write(`${name}\n`);
  await context.close();
}

await browser.close();
await site.close();
