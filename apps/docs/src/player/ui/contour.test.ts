import { expect, it } from 'vitest';
import { contour } from './contour.ts';

it('finds where values cross a level, between the points of the grid', () => {
  // Rises from left to right: 0, 1, 4.
  const lines = contour([0, 1, 4, 0, 1, 4], 3, 0.25);
  expect(lines).toHaveLength(1);
  const [x1, y1, x2, y2] = lines[0]!;
  expect([x1, x2]).toEqual([0.25, 0.25]);
  expect([y1, y2].sort()).toEqual([0, 1]);
});

it('draws two lines through a saddle, and none where nothing crosses', () => {
  expect(contour([0, 1, 1, 0], 2, 0.5)).toHaveLength(2);
  expect(contour([1, 1, 1, 1], 2, 0.5)).toEqual([]);
});
