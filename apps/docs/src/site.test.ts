import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromiumRemedy, findChromium, launchChromium } from '@chainrule/chromium';
import { optional } from '@chainrule/vitest-config/optional';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadBy, open, phaseIs, press, runToEnd } from './testing/browser.ts';
import { testKeyboard } from './testing/keyboard-tests.ts';
import { testLostContext } from './testing/lost-context-tests.ts';
import { testPlayground } from './testing/playground-tests.ts';
import {
  buildAndServe,
  type CliEvent,
  runOnCommandLine,
  type Site,
  serve,
} from './testing/site.ts';
import type { Visit } from './testing/visit.ts';

const describeWithBrowser = optional('a browser', findChromium() !== undefined, chromiumRemedy);

/** What is chosen for a short run, as a link and as the options of the command line. */
const shortRuns: readonly [id: string, link: string, options: readonly string[]][] = [
  ['xor-perceptron', 'seed=3&steps=301', ['--seed', '3', '--steps', '301']],
  ['mlp-backprop', 'seed=3&steps=301&lr=1', ['--seed', '3', '--steps', '301', '--lr', '1']],
  ['xor-nn', '', []],
  ['xor-nn-wide-deep', 'seed=3&steps=301', ['--seed', '3', '--steps', '301']],
  ...['mnist-nn', 'mnist-nn-xavier', 'mnist-nn-dropout', 'mnist-batchnorm'].map(
    (id): [string, string, string[]] => [
      id,
      'seed=3&epochs=1&limit=300',
      ['--seed', '3', '--epochs', '1', '--limit', '300'],
    ],
  ),
];

/** The table that the page should hand out for what the command line told. */
function tableOf(events: readonly CliEvent[]): (string | number)[][] {
  const epochs = events.filter(({ type }) => type === 'epoch');
  if (epochs.length > 0) {
    const columns = ['epoch', 'model', 'loss', 'accuracy', 'testLoss', 'testAccuracy'];
    return epochs.map((event) => columns.map((name) => event[name] as string | number));
  }
  return events
    .filter(({ type }) => type === 'step')
    .map(({ step, cost }) => [step as number, cost as number]);
}

function rowsOf(csv: string, columns: number): (string | number)[][] {
  const lines = csv.trim().split('\r\n').slice(1);
  return lines.map((line) =>
    line
      .split(',')
      .slice(0, columns)
      .map((cell) => (Number.isNaN(Number(cell)) ? cell : Number(cell))),
  );
}

// A site that is built already is taken with CHAINRULE_SITE=FOLDER, which saves a minute.
describeWithBrowser('the built site', { timeout: 600_000 }, () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    const built = process.env.CHAINRULE_SITE;
    [site, browser] = await Promise.all([built ? serve(built) : buildAndServe(), launchChromium()]);
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const visit: Visit = (path, options) => open(browser, site.origin + path, options);

  testPlayground(visit);
  testLostContext(visit);
  testKeyboard(visit);

  it.each(shortRuns)('%s gives the numbers of the command line', async (id, link, options) => {
    const { page, context, errors } = await visit(`/notebook/${id}?${link}`);
    await runToEnd(page);
    const csv = await downloadBy(page, 'Download the table (CSV)');
    const expected = tableOf(await runOnCommandLine(id, ...options));
    expect(expected.length).toBeGreaterThan(0);
    expect(rowsOf(csv.toString(), expected[0]!.length)).toEqual(expected);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('hands out the model that the command line saves', async () => {
    const { page, context } = await visit('/notebook/xor-nn?seed=3&steps=301');
    await runToEnd(page);
    const model = await downloadBy(page, 'Download the model (safetensors)');
    const path = join(tmpdir(), `chainrule-site-${process.pid}.safetensors`);
    await runOnCommandLine('xor-nn', '--seed', '3', '--steps', '301', '--save', path);
    expect(model.equals(await readFile(path))).toBe(true);
    await context.close();
  });

  it('op by op, at any speed, paused and step by step, the numbers stay the same', async () => {
    const { page, context } = await visit('/notebook/xor-nn?steps=61&speed=2');
    const firstCost = '0.7434072494506836';
    await press(page, 'Step');
    await phaseIs(page, 'paused');
    await expectStatus(page, 'Paused after step 1 of 61.');
    expect(await page.locator('.results td').first().textContent()).toBe(firstCost);
    await press(page, 'Step');
    await expectStatus(page, 'Paused after step 2 of 61.');
    await press(page, 'Resume');
    await press(page, 'Pause');
    await phaseIs(page, 'paused');
    const status = await page.locator('.status').textContent();
    await page.waitForTimeout(300);
    expect(await page.locator('.status').textContent()).toBe(status);
    await page.getByLabel('Speed').selectOption('full');
    await press(page, 'Resume');
    await phaseIs(page, 'finished');
    const compiled = await downloadBy(page, 'Download the table (CSV)');

    await press(page, 'Reset');
    await expectStatus(page, 'Ready.');
    await page.getByLabel('Steps run').selectOption('eager');
    expect(new URL(page.url()).search).toBe('?steps=61&mode=eager&speed=full');
    await runToEnd(page);
    expect((await downloadBy(page, 'Download the table (CSV)')).equals(compiled)).toBe(true);
    await context.close();
  });

  it('takes over what a link says, and says what makes no sense', async () => {
    const link = '?seed=5&steps=many&lr=-1&device=abacus&mode=fast&colour=red';
    const { page, context } = await visit(`/notebook/xor-nn${link}`);
    await page.locator('.notice').waitFor();
    expect(await page.getByLabel('Seed').inputValue()).toBe('5');
    expect(await page.getByLabel('Steps', { exact: true }).inputValue()).toBe('10001');
    expect(await page.locator('.notice li').allInnerTexts()).toEqual([
      'steps: expected a whole number of 1 or more, got "many"',
      'lr: expected a number of 0 or more, got "-1"',
      'device: expected cpu or webgl2 or webgpu, got "abacus"',
      'mode: expected eager or compiled, got "fast"',
      'colour: this page knows steps, lr, seed, device, mode, speed',
    ]);
    // A field that is wrong is marked, and nothing runs until it is right.
    await page.getByLabel('Seed').fill('-3');
    expect(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Seed').fill('8');
    expect(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(false);
    // A link on the page itself takes over the settings without a reload.
    await page.getByRole('link', { name: 'seed 1234' }).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=seed]')?.value === '1234',
    );
    await context.close();
  });

  it('says which device is missing, and goes on with another', async () => {
    const { page, context } = await visit('/notebook/xor-nn?device=webgpu&steps=101&speed=full');
    await page.evaluate(() => Object.defineProperty(navigator, 'gpu', { value: undefined }));
    await press(page, 'Run');
    await page.getByText('This browser has no webgpu.').waitFor();
    await page.getByLabel('Device').selectOption('cpu');
    await runToEnd(page);
    await context.close();
  });

  it.each(['webgl2', 'webgpu'])('learns XOR on %s, close to the CPU', async (device) => {
    const link = `?device=${device}&steps=201&speed=full`;
    const { page, context, errors } = await visit(`/notebook/xor-nn${link}`);
    await runToEnd(page);
    const csv = (await downloadBy(page, 'Download the table (CSV)')).toString();
    const expected = tableOf(await runOnCommandLine('xor-nn', '--steps', '201'));
    expect(rowsOf(csv, 2)).toBeAllclose(expected, { rtol: 1e-5 });
    expect(errors.filter((error) => !/GPU stall|swiftshader/i.test(error))).toEqual([]);
    await context.close();
  });

  it('says that the digits could not be loaded, and goes on when they can', async () => {
    const { page, context } = await visit('/notebook/mnist-batchnorm?limit=64&epochs=1');
    await page.route('**/mnist/*', (route) => route.abort());
    await press(page, 'Run');
    await page.getByText('The digits could not be loaded.').waitFor();
    await page.unroute('**/mnist/*');
    await runToEnd(page);
    await context.close();
  });

  it('tells what a drawn digit looks like to the nets', async () => {
    const { page, context } = await visit('/notebook/mnist-nn-xavier?limit=4000&epochs=1');
    await runToEnd(page);
    expect(await page.locator('.confusion tbody tr').count()).toBe(10);
    const sheet = page.getByRole('application');
    await sheet.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await sheet.boundingBox())!;
    await page.mouse.move(x + width / 2, y + 0.2 * height);
    await page.mouse.down();
    await page.mouse.move(x + 0.48 * width, y + 0.8 * height, { steps: 8 });
    await page.mouse.up();
    await page.getByText(/xavier: 1 \(\d+ %\)/).waitFor();
    await press(page, 'Clear');
    await page.getByText('Draw a digit from 0 to 9.').waitFor();
    // The same by keyboard.
    await sheet.focus();
    for (const key of [' ', ...Array<string>(16).fill('ArrowDown'), ' ']) {
      await page.keyboard.press(key);
    }
    await page.getByText(/xavier: 1 \(\d+ %\)/).waitFor();
    await context.close();
  });

  it('runs without a network after the first visit, digits included', async () => {
    const { page, context } = await visit('/notebook/mnist-batchnorm?limit=64&epochs=1');
    await runToEnd(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await context.setOffline(true);
    await page.reload();
    await runToEnd(page);
    await page.goto(`${site.origin}/notebook/xor-nn?steps=101`);
    await runToEnd(page);
    await context.close();
  });

  it('ends the run with the page', async () => {
    const { page, context } = await visit('/notebook/xor-nn?speed=2');
    await press(page, 'Run');
    await phaseIs(page, 'running');
    expect(page.workers()).toHaveLength(1);
    await page.getByRole('link', { name: 'The notebook', exact: true }).first().click();
    await page.getByRole('heading', { name: 'The notebook', level: 1 }).waitFor();
    await expect.poll(() => page.workers().length).toBe(0);
    await context.close();
  });

  it('stays within 250 kB of script before Run is pressed', async () => {
    const { page, context } = await visit('/notebook/mnist-batchnorm');
    await page.locator('.plot .u-wrap').waitFor();
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js') && !name.endsWith('/offline.js')),
    );
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.some((name) => name.includes('worker'))).toBe(false);
    let bytes = 0;
    for (const name of scripts) {
      bytes += gzipSync(await readFile(join(site.folder, new URL(name).pathname))).length;
    }
    expect(bytes).toBeLessThan(250_000);
    await context.close();
  });

  const looks = [
    { name: 'light', options: { colorScheme: 'light' } },
    { name: 'dark', options: { colorScheme: 'dark' } },
    { name: 'a phone of 360 px', options: { viewport: { width: 360, height: 740 } } },
  ] as const;
  it.each(looks)('has nothing that axe objects to, in $name', async ({ options }) => {
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    const pages = await readdir(join(site.folder, 'notebook'));
    const guides = await readdir(join(site.folder, 'guide'));
    const pathsOf = (folder: string, files: readonly string[]): string[] =>
      files.map((file) => `/${folder}/${file.replace(/(?:index)?\.html$/, '')}`);
    const { page, context, errors } = await visit('/', options);
    const paths = [
      '/',
      '/devices',
      '/benchmarks',
      '/playground/?example=xor',
      '/playground/?example=errors',
      '/api/',
      '/api/@chainrule/optim/',
      ...pathsOf('notebook', pages),
      ...pathsOf('guide', guides),
    ];
    for (const path of paths) {
      await page.goto(site.origin + path);
      if (path.endsWith('xor-nn')) await runToEnd(page);
      if (path.startsWith('/playground')) {
        await press(page, 'Run');
        await page.getByText(/^Done in|^Ended with/).waitFor();
      }
      await page.addScriptTag({ path: axe });
      const violations = await page.evaluate(async () => {
        const { axe: checker } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const found = (await checker.run()).violations;
        return found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
      });
      expect(violations, path).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});

async function expectStatus(page: Page, text: string): Promise<void> {
  await page.locator('.status', { hasText: text }).waitFor();
}
