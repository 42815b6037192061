import type { ExperimentEvent } from '@chainrule/experiments';
import { describe, expect, test } from 'vitest';
import { type FakeScreen, fakeScreen } from '../fixtures/screen.ts';
import { liveRenderer } from './live.ts';

const start: ExperimentEvent = {
  type: 'start',
  experiment: 'x',
  settings: { steps: 201 },
  device: 'cpu',
  models: [],
};
const steps = [0, 100].map(
  (step): ExperimentEvent => ({ type: 'step', step, cost: 1 - step / 200 }),
);
const progress: ExperimentEvent = {
  type: 'progress',
  label: 'epoch 1/2',
  done: 50,
  total: 100,
  unit: 'images',
  loss: 0.5,
  itemsPerSecond: 10,
};

function renderOn(
  screen: FakeScreen,
  ...events: ExperimentEvent[]
): ReturnType<typeof liveRenderer> {
  let milliseconds = 0;
  const renderer = liveRenderer(screen, () => {
    milliseconds += 1000;
    return milliseconds;
  });
  for (const event of events) renderer.render(event);
  return renderer;
}

describe('liveRenderer', () => {
  test('counts steps towards the number that was asked for', () => {
    const screen = fakeScreen({ isTerminal: true, isLive: true });
    renderOn(screen, start, ...steps);
    const bar = screen.shown.split('\n').at(-1);
    expect(bar).toMatch(/^training █+░+ {2}50 % {2}loss 0\.5000 {2}51 steps\/s {2}0:02 left$/);
    expect(screen.shown).toContain('1.0000 ┼');
  });

  test('shows what an epoch reports of its progress', () => {
    const screen = fakeScreen({ isTerminal: true, isLive: true });
    renderOn(screen, progress);
    expect(screen.shown).toMatch(
      /^epoch 1\/2 █+░+ {2}50 % {2}loss 0\.5000 {2}10 images\/s {2}0:05 left$/,
    );
  });

  test('draws no curve when the lines go elsewhere', () => {
    const screen = fakeScreen({ isTerminal: false, isLive: true });
    renderOn(screen, start, ...steps).finish?.();
    expect(screen.shown.split('\n')).toHaveLength(1);
    expect(screen.lines).toEqual([]);
  });

  test('clears up when the run is over and leaves the curve on a terminal', async () => {
    const screen = fakeScreen({ isTerminal: true, isLive: true });
    const renderer = renderOn(screen, start, ...steps);
    renderer.close?.();
    await renderer.finish?.();
    expect(screen.shown).toBe('');
    expect(screen.lines.join()).toContain('1.0000 ┼');
  });
});
