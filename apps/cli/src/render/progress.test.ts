import { describe, expect, test } from 'vitest';
import { drawProgress, formatDuration } from './progress.ts';

const progress = {
  label: 'epoch 1/5',
  done: 15_000,
  total: 60_000,
  unit: 'images',
  loss: 0.34567,
  itemsPerSecond: 3000,
};

describe('drawProgress', () => {
  test('shows the share done, the loss, the speed and the time left', () => {
    expect(drawProgress(progress, 120)).toBe(
      `epoch 1/5 ${'█'.repeat(8)}${'░'.repeat(22)}  25 %  loss 0.3457  3000 images/s  0:15 left`,
    );
  });

  test.each([80, 60, 40, 20])('fits on %i columns', (columns) => {
    expect(drawProgress(progress, columns).length).toBeLessThan(columns + 1);
  });

  test('gives no time left before there is a speed', () => {
    expect(drawProgress({ ...progress, done: 0, itemsPerSecond: 0 }, 120)).not.toContain('left');
  });
});

test.each([
  [0, '0:00'],
  [59.6, '1:00'],
  [754, '12:34'],
  [3661, '1:01:01'],
])('%f seconds are %s', (seconds, formatted) => {
  expect(formatDuration(seconds)).toBe(formatted);
});
