import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { phaseIs } from './browser.ts';
import type { Visit } from './visit.ts';

/** What has the focus, as a screen reader says it: its role or kind, and its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
    const name =
      element.getAttribute('aria-label') ??
      element.labels?.[0]?.textContent ??
      element.textContent ??
      '';
    return `${element.getAttribute('role') ?? element.localName} ${name.trim()}`;
  });
}

/** Presses Tab so often, and tells what had the focus on the way. */
async function tab(page: Page, times: number): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < times; i++) {
    await page.keyboard.press('Tab');
    names.push(await focused(page));
  }
  return names;
}

/** Holds the player to being used without a mouse, and without seeing it. */
export function testKeyboard(visit: Visit): void {
  it('can be used by keyboard alone, and the focus stays where it is', async () => {
    const { page, context, errors } = await visit('/notebook/xor-nn?steps=61&speed=20');
    await page.getByRole('button', { name: 'Run', exact: true, disabled: false }).waitFor();
    await page.locator('[name=steps]').focus();
    expect(await focused(page)).toBe('input Steps');
    expect(await tab(page, 9)).toEqual([
      'input Learning rate',
      'input Seed',
      'select Device',
      'select Steps run',
      'select Speed',
      'button Run',
      'button Step',
      'button Copy link',
      'input logarithmic',
    ]);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await phaseIs(page, 'running');
    expect(await focused(page)).toBe('button Pause');
    await page.keyboard.press(' ');
    await phaseIs(page, 'paused');
    expect(await focused(page)).toBe('button Resume');
    await expect
      .poll(() => page.locator('.player [role=status]').first().textContent())
      .toMatch(/^Paused after step \d+ of 61\.$/);
    expect(await tab(page, 2)).toEqual(['button Step', 'button Reset']);
    await page.keyboard.press('Enter');
    await phaseIs(page, 'idle');
    expect(await focused(page)).toBe('button Run');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('says in words what its drawings show', async () => {
    const { page, context } = await visit('/notebook/xor-nn?steps=61&speed=full');
    await page.getByRole('button', { name: 'Run', exact: true, disabled: false }).press('Enter');
    await phaseIs(page, 'finished');
    const drawings = page.locator('.player [role=img]');
    const words = await drawings.evaluateAll((all) =>
      all.map((each) => each.getAttribute('aria-label') ?? ''),
    );
    expect(words).toEqual([
      expect.stringMatching(/^The loss curve\. .*: 0\.\d+ at step 60$/),
      expect.stringMatching(/^The net’s answer at each sample\. 0, 0: 0\.\d\d; .*1, 1: 0\.\d\d$/),
      expect.stringMatching(/^A net of 2, 2, 1 units; /),
    ]);
    await context.close();
  });

  it('moves nothing by itself for those who ask for that', async () => {
    const { page, context } = await visit('/notebook/xor-nn?steps=61&speed=20', {
      reducedMotion: 'reduce',
    });
    await page.getByRole('button', { name: 'Run', exact: true, disabled: false }).click();
    await phaseIs(page, 'running');
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return /[1-9]/.test(transitionDuration) || /[1-9]/.test(animationDuration);
        })
        .map(({ className }) => className),
    );
    expect(moving).toEqual([]);
    await context.close();
  });
}
