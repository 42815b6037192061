import { describe, expect, test } from 'vitest';
import { drawCurve, resample } from './curve.ts';

describe('resample', () => {
  test('leaves few values as they are', () => {
    expect(resample([3, 1, 2], 10)).toEqual([3, 1, 2]);
  });

  test('averages many over the columns, each once', () => {
    expect(resample([1, 3, 5, 7, 9, 11], 3)).toEqual([2, 6, 10]);
    const means = resample(
      Array.from({ length: 1000 }, () => 1),
      7,
    );
    expect(means).toEqual(Array(7).fill(1));
  });
});

describe('drawCurve', () => {
  test('falls from the first loss towards zero', () => {
    const rows = drawCurve([0.8, 0.4, 0], 80, false).split('\n');
    expect(rows).toHaveLength(9);
    expect(rows[0]).toContain('0.8000 ┼╮');
    expect(rows.at(-1)).toMatch(/^ {2}0\.0000 ┤ +╰/);
  });

  test('stays within the screen, however many losses there are', () => {
    const losses = Array.from({ length: 5000 }, (_, i) => 1 / (i + 1));
    for (const row of drawCurve(losses, 60, false).split('\n')) {
      expect(row.length).toBeLessThanOrEqual(60);
    }
  });

  test('uses colour only where it may', () => {
    expect(drawCurve([2, 1], 80, false)).not.toContain('\u001b');
    expect(drawCurve([2, 1], 80, true)).toContain('\u001b[36m');
  });

  test('draws nothing from too little, or on too little', () => {
    expect(drawCurve([1], 80, false)).toBe('');
    expect(drawCurve([1, Number.NaN], 80, false)).toBe('');
    expect(drawCurve([2, 1], 15, false)).toBe('');
  });

  test('a constant zero is a line, not an error', () => {
    expect(drawCurve([0, 0, 0], 80, false)).toContain('0.0000');
  });
});
