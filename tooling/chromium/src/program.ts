import type { Browser, Page } from 'playwright-core';

// WebGPU is only there in a secure context, which this machine itself is; nothing is fetched.
const address = 'http://localhost/';

/**
 * A page that has run a program.
 *
 * @param files - what the page may fetch besides, by the end of its address.
 */
export async function openProgram(
  browser: Browser,
  program: string,
  files: Readonly<Record<string, (path: string) => Promise<Uint8Array>>> = {},
): Promise<Page> {
  const page = await browser.newPage();
  // A device in software is slow on a busy machine, and who opens the page sets a limit.
  page.setDefaultTimeout(0);
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Page</title>' }),
  );
  for (const [end, read] of Object.entries(files)) {
    await page.route(`**/*${end}`, async (route) => {
      const path = route.request().url().slice(address.length);
      await route.fulfill({ body: Buffer.from(await read(path)) });
    });
  }
  await page.goto(address);
  await page.addScriptTag({ content: program });
  return page;
}
