import { existsSync } from 'node:fs';
import { env, platform } from 'node:process';
import { mnistDataSource } from '@chainrule/datasets/node';
import type { FixtureCase } from '@chainrule/oracle/cases';
import { DeviceError } from '@chainrule/tensor';
import { type Browser, type Page as BrowserPage, chromium } from 'playwright-core';
import type { CaseResult } from '../run-case.ts';
import { bundlePage } from './bundle-page.ts';
import type { Host } from './host.ts';
import type { Page } from './page.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium is on this machine: `CHAINRULE_CHROMIUM` names it, or it is in a usual place. */
function findChromium(): string | undefined {
  return [env.CHAINRULE_CHROMIUM ?? '', ...places].find((path) => existsSync(path));
}

const always = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// The real GPU where there is one, else the renderer in software that Chromium brings.
const hardware = ['--enable-gpu', '--enable-unsafe-webgpu', '--enable-features=Vulkan'];
const software = {
  webgl2: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  webgpu: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
};

/** Whether there may be a GPU: Linux shows one as a device file. */
function hasGpu(): boolean {
  return platform !== 'linux' || existsSync('/dev/dri');
}

// WebGPU is only there in a secure context, which this machine itself is; nothing is fetched.
const address = 'http://localhost/';

declare const conformance: Page;

async function openPage(browser: Browser, program: string): Promise<BrowserPage> {
  const page = await browser.newPage();
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>conformance</title>' }),
  );
  await page.route('**/*-ubyte', async (route) => {
    const name = route.request().url().slice(address.length);
    await route.fulfill({ body: Buffer.from(await mnistDataSource().read(name)) });
  });
  await page.goto(address);
  await page.addScriptTag({ content: program });
  // A device in software is slow on a busy machine, and a test of its own sets the limit.
  page.setDefaultTimeout(0);
  return page;
}

/**
 * A device of Chromium, which runs the bundled suite in a page.
 *
 * @throws {DeviceError} where Chromium, or the device in it, is missing.
 */
export async function openChromiumHost(type: 'webgl2' | 'webgpu'): Promise<Host> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new DeviceError('there is no Chromium here');
  const program = await bundlePage();
  // A driver in software that is named for Node's WebGPU is not for Chromium, which has its own.
  const { VK_DRIVER_FILES: _, ...environment } = env;
  for (const flags of hasGpu() ? [hardware, software[type]] : [software[type]]) {
    const browser = await chromium.launch({
      executablePath,
      args: [...always, ...flags],
      env: environment as Record<string, string>,
    });
    const page = await openPage(browser, program);
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
