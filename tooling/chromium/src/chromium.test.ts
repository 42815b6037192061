import { optional } from '@chainrule/vitest-config/optional';
import { expect, it } from 'vitest';
import {
  bundleForPages,
  chromiumRemedy,
  findChromium,
  graphicsToTry,
  launchChromium,
  openProgram,
} from './index.ts';

const describeWithChromium = optional('Chromium', findChromium() !== undefined, chromiumRemedy);

describeWithChromium('a program in Chromium', () => {
  it('has files to read, and WebGPU, which asks for a secure context', async () => {
    const program = await bundleForPages({
      stdin: {
        contents:
          'Object.assign(globalThis, { read: (name) => fetch(name).then((file) => file.text()) });',
      },
    });
    const browser = await launchChromium();
    const page = await openProgram(browser, program, {
      '.txt': async (path) => Buffer.from(`this is ${path}`),
    });
    expect(await page.evaluate('read("/a.txt")')).toBe('this is a.txt');
    expect(await page.evaluate('read("/other")')).toMatch('<!doctype html>');
    expect(await page.evaluate('isSecureContext && "gpu" in navigator')).toBe(true);
    await browser.close();
  }, 600_000);

  it('is drawn by software at the last', () => {
    expect(graphicsToTry().at(-1)).toBe('software');
  });
});
