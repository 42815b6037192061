import { expect, it } from 'vitest';
import { type Row, staleRows, withTable } from './readme-table.ts';

const rows: Row[] = [
  ['everything', 38.21],
  ['`Linear`', 20],
];
const readme = '# A package\n\nText.\n\nPart of [Chainrule](../../README.md). MIT licensed.\n';

it('puts a table before the last line, and in its place again', () => {
  const written = withTable(readme, rows);
  expect(written).toMatch(
    /Text\.\n\n## In a bundle\n\n<!-- sizes.*\| everything \| 38\.2 \|.*\n\nPart of/s,
  );
  expect(withTable(written, rows)).toBe(written);
  expect(withTable(written, [['everything', 1]])).toContain('| everything | 1.0 |');
});

it('finds figures that are not so any more, and rows that are missing', () => {
  const written = withTable(readme, rows);
  expect(staleRows(written, rows)).toEqual([]);
  expect(staleRows(written, [['everything', 39]])).toEqual([]);
  expect(staleRows(written, [['everything', 41]])).toEqual([
    'everything: it says 38.2 kB, and it is 41.0 kB',
  ]);
  expect(staleRows(readme, [['everything', 41]])).toEqual([
    'everything: it says nothing, and it is 41.0 kB',
  ]);
});
