import { expect, test } from 'vitest';
import { sparkline } from './sparkline.ts';

test.each([
  [[0, 7, 14], '▁▅█'],
  [[0, 0], '▁▁'],
  [[], ''],
])('%j is %s', (counts, drawn) => {
  expect(sparkline(counts)).toBe(drawn);
});
