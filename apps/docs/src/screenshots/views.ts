import type { Page } from 'playwright-core';
import { phaseIs, press, runToEnd } from '../testing/browser.ts';

/** Something to see: a page, and what is done there first. */
export interface View {
  readonly name: string;
  readonly path: string;
  prepare?(page: Page): Promise<void>;
}

const plane = ['xor-perceptron', 'mlp-backprop', 'xor-nn', 'xor-nn-wide-deep'];
const digits = ['mnist-nn', 'mnist-nn-xavier', 'mnist-nn-dropout', 'mnist-batchnorm'];
const guides = [
  'start',
  'from-pytorch',
  'devices',
  'eager-and-compiled',
  'memory',
  'inside',
  'writing-a-layer',
  'publishing-a-layer',
];

/** All that is looked at, each as a reader meets it. */
export const views: readonly View[] = [
  { name: 'home', path: '/' },
  { name: 'notebook', path: '/notebook/' },
  ...[...plane, ...digits].map((id) => ({ name: id, path: `/notebook/${id}` })),
  ...plane.map((id) => finished(id, '?speed=full')),
  ...digits.map((id) => finished(id, '?epochs=2&limit=3000', drawOne)),
  {
    name: 'gradients',
    path: '/notebook/xor-nn-wide-deep',
    prepare: async (page) => {
      await press(page, 'Step');
      await phaseIs(page, 'paused');
      await press(page, 'gradients');
    },
  },
  {
    name: 'complaints',
    path: '/notebook/xor-nn?seed=5&steps=many&lr=-1&device=abacus&colour=red',
    prepare: async (page) => {
      await page.getByLabel('Seed').fill('-3');
    },
  },
  {
    name: 'digits-missing',
    path: '/notebook/mnist-nn',
    prepare: async (page) => {
      await page.route('**/mnist/*', (route) => route.abort());
      await press(page, 'Run');
      await phaseIs(page, 'failed');
      await page.unroute('**/mnist/*');
    },
  },
  { name: 'devices', path: '/devices' },
  { name: 'benchmarks', path: '/benchmarks' },
  { name: 'guides', path: '/guide/' },
  ...guides.map((guide) => ({ name: `guide-${guide}`, path: `/guide/${guide}` })),
  { name: 'api', path: '/api/' },
  { name: 'api-optim', path: '/api/@chainrule/optim' },
  {
    name: 'search',
    path: '/api/',
    prepare: async (page) => {
      await page.keyboard.press('Control+KeyK');
      await page.getByRole('searchbox').fill('batch norm');
      await page.locator('.result').first().waitFor();
    },
  },
  {
    name: 'playground',
    path: '/playground/',
    prepare: (page) => page.locator('.cm-content').waitFor(),
  },
  program('tensors', 'Done in'),
  program('optimizers', 'Done in'),
  program('errors', 'Ended with an error'),
  { name: 'not-found', path: '/nowhere' },
];

function finished(id: string, link: string, then?: (page: Page) => Promise<void>): View {
  return {
    name: `${id}-finished`,
    path: `/notebook/${id}${link}`,
    prepare: async (page) => {
      await runToEnd(page);
      await then?.(page);
    },
  };
}

/** Draws the digit one, and waits for what the nets make of it. */
export async function drawOne(page: Page): Promise<void> {
  const sheet = page.getByRole('application');
  await sheet.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await sheet.boundingBox())!;
  await page.mouse.move(x + 0.52 * width, y + 0.2 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.48 * width, y + 0.8 * height, { steps: 8 });
  await page.mouse.up();
  await page.locator('.bars').first().waitFor();
}

function program(example: string, status: string): View {
  return {
    name: `playground-${example}`,
    path: `/playground/?example=${example}`,
    prepare: async (page) => {
      await page.getByLabel('Example').waitFor();
      await press(page, 'Run');
      await page.getByText(status).waitFor();
    },
  };
}
