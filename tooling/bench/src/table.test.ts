import { expect, it } from 'vitest';
import { formatNumber, formatTable } from './table.ts';

it('aligns names to the left and figures to the right', () => {
  const rows = [
    ['256 x 256', '35.4'],
    ['2 x 2', '1.25'],
  ];
  expect(formatTable(['work', 'GFLOP/s'], rows)).toBe(
    'work       GFLOP/s\n---------  -------\n256 x 256     35.4\n2 x 2         1.25',
  );
});

it.each([
  [undefined, '-'],
  [0.012345, '0.0123'],
  [35.44, '35.4'],
  [1234.5, '1235'],
])('formats %s as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});
