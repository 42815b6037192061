import { expect, it } from 'vitest';
import { examples } from '../playground/examples.ts';
import { codeToHash } from '../playground/link.ts';
import { type OpenPage, press } from './browser.ts';
import type { Visit } from './visit.ts';

/** What PyTorch prints for the same program: values, a net, and an optimizer. */
const printed = [
  'tensor([1.0000e-05, 1.0000e+00, 1.0000e+03]) tensor([ True, False]) tensor([0., 1., 2.]) tensor(3.)',
  'tensor([[0.0819, 0.4911, 0.4033],\n        [0.3859, 0.8813, 0.8811]])',
  'Sequential(\n' +
    '  (0): Linear(in_features=2, out_features=3, bias=True)\n' +
    '  (1): BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)\n' +
    '  (2): ReLU()\n' +
    ')',
];

const printing = `
import { arange, manualSeed, nn, optim, rand, tensor } from 'chainrule';
console.log(tensor([1e-5, 1, 1000]), tensor([true, false]), arange(3).float(), tensor(3));
manualSeed(777);
console.log(rand(2, 3));
const model = new nn.Sequential(new nn.Linear(2, 3), new nn.BatchNorm1d(3), new nn.ReLU());
console.log(model);
console.log(new optim.Adam(model.parameters(), { lr: 0.01 }));
`;

/** Holds the playground of the built site to what it says it does. */
export function testPlayground(visit: Visit): void {
  async function visitWith(code: string): Promise<OpenPage> {
    return await visit(`/playground/${await codeToHash(code)}`);
  }

  it('the playground prints as PyTorch does, from minified code too', async () => {
    const { page, context, errors } = await visitWith(printing);
    await press(page, 'Run');
    await page.getByText(/^Done in /).waitFor();
    const texts = await page.locator('.outputs pre').allTextContents();
    expect(texts.slice(0, 3)).toEqual(printed);
    expect(texts[3]).toMatch(/^Adam \(\nParameter Group 0\n {4}amsgrad: False\n/);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('the playground’s examples run, one after the other', async () => {
    const { page, context, errors } = await visit('/playground/');
    for (const [name, { title }] of Object.entries(examples)) {
      await page.getByLabel('Example').selectOption({ label: title });
      await press(page, 'Run');
      const end = name === 'errors' ? 'Ended with an error' : /^Done in /;
      await page.getByText(end).waitFor();
      expect(await page.locator('.outputs :is(pre, figure)').count(), name).toBeGreaterThan(0);
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  it('the playground draws curves, and says in words where they lead', async () => {
    const { page, context } = await visitWith(
      "plot({ falling: [8, 4, 2], rising: [1, 3, 9] }, { title: 'two curves' });",
    );
    await press(page, 'Run');
    const chart = page.getByRole('img', { name: /two curves/ });
    await chart.locator('canvas').waitFor();
    expect(await chart.getAttribute('aria-label')).toBe(
      'two curves: falling from 8.000 to 2.000; rising from 1.000 to 9.000',
    );
    expect(await page.locator('.outputs li').allInnerTexts()).toEqual(['falling', 'rising']);
    await context.close();
  });

  it('the playground shows an error, and leads to its line', async () => {
    const { page, context } = await visit('/playground/?example=errors');
    await press(page, 'Run');
    await page.getByText('Ended with an error').waitFor();
    expect(await page.locator('.failure pre').textContent()).toBe(
      'ShapeError: Linear(in_features=3, out_features=2, bias=True) takes 3 features as the last dim; got shape [4, 5]',
    );
    expect(await page.locator('.cm-errorLine').textContent()).toContain('rand(4, 5)');
    await press(page, 'Go to line 6');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('cm-content');
    await context.close();
  });

  it('Stop ends a program that would never end, and the next one runs', async () => {
    const { page, context } = await visitWith("console.log('before'); while (true) {}");
    await press(page, 'Run');
    await expect.poll(() => page.workers().length).toBe(1);
    await press(page, 'Stop');
    await page.getByText('Stopped; change the program, or run it again').waitFor();
    // Chromium gives a worker some two seconds before it ends it by force.
    await expect.poll(() => page.workers().length, { timeout: 20_000 }).toBe(0);
    await page.getByRole('textbox', { name: 'Program' }).fill("console.log('after');");
    await page.keyboard.press('Control+Enter');
    await page.getByText('after', { exact: true }).waitFor();
    await context.close();
  });

  it('a link carries the program, and one that was cut off says so', async () => {
    const first = await visit('/playground/');
    const code = 'const π = Math.PI; // from a link';
    await first.page.getByRole('textbox', { name: 'Program' }).fill(code);
    await press(first.page, 'Copy link');
    await first.page.getByText(/^The link is/).waitFor();
    const { pathname, hash } = new URL(first.page.url());
    await first.context.close();

    const second = await visit(pathname + hash);
    const editor = second.page.getByRole('textbox', { name: 'Program' });
    await editor.waitFor();
    expect(await editor.textContent()).toBe(code);
    await second.context.close();

    const third = await visit(pathname + hash.slice(0, -6));
    await third.page.getByText(/no program that can be read/).waitFor();
    await third.context.close();
  });
}
