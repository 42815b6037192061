/**
 * Takes the pictures of the README, light and dark, into `docs/images`:
 *
 *     pnpm --filter @chainrule/docs screenshots:readme [--site BUILT_SITE]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchChromium, open, runToEnd } from '../testing/browser.ts';
import { buildAndServe, serve } from '../testing/site.ts';
import { drawOne } from './views.ts';

const { values } = parseArgs({ options: { site: { type: 'string' } } });
const images = fileURLToPath(new URL('../../../../docs/images', import.meta.url));

/** A page after a run, and the parts of it, one below the other, that are shown. */
const pictures = [
  { name: 'xor', path: '/notebook/xor-nn?speed=full', parts: ['.fields', '.panels'] },
  {
    name: 'digits',
    path: '/notebook/mnist-nn-xavier?epochs=3&limit=10000',
    parts: ['.tabs', '.panels .wide'],
    prepare: drawOne,
  },
];

const MARGIN = 16;
const MOST_BYTES = 100_000;
const QUALITY = 0.85;

const site = values.site === undefined ? await buildAndServe() : await serve(resolve(values.site));
const browser = await launchChromium();
await mkdir(images, { recursive: true });

/** The rectangle around the parts. */
function around(
  page: Page,
  parts: readonly string[],
): Promise<{ x: number; y: number; width: number; height: number }> {
  return page.evaluate(
    ({ selectors, margin }) => {
      const boxes = selectors.map((each) =>
        document.querySelector(`.player ${each}`)!.getBoundingClientRect(),
      );
      const [left, top] = [boxes[0]!.left - margin, boxes[0]!.top - margin + scrollY];
      const right = boxes[0]!.right + margin;
      const height = boxes.at(-1)!.bottom + margin + scrollY - top;
      return { x: left, y: top, width: right - left, height };
    },
    { selectors: parts, margin: MARGIN },
  );
}

/** A PNG as WebP, which is a third of its size; the browser knows how. */
async function compress(page: Page, png: Buffer): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ({ source, quality }) => {
      const bitmap = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
      return Array.from(new Uint8Array(await blob.arrayBuffer()));
    },
    { source: `data:image/png;base64,${png.toString('base64')}`, quality: QUALITY },
  );
  return Buffer.from(bytes);
}

for (const { name, path, parts, prepare } of pictures) {
  const { page, context } = await open(browser, site.origin + path, {
    viewport: { width: 1280, height: 900 },
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  });
  await runToEnd(page);
  await prepare?.(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Charts are drawn anew after a change of colours.
    await page.waitForTimeout(250);
    const clip = await around(page, parts);
    const bytes = await compress(page, await page.screenshot({ fullPage: true, clip }));
    if (bytes.length > MOST_BYTES) throw new Error(`${name}: ${bytes.length} bytes are too many`);
    await writeFile(join(images, `${name}-${colorScheme}.webp`), bytes);
    process.stdout.write(`${name}-${colorScheme}.webp ${bytes.length} bytes\n`);
  }
  await context.close();
}

await browser.close();
await site.close();
