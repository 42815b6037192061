import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { publicPackages } from './public-packages.ts';

it('finds what is published, and nothing else', () => {
  const names = publicPackages().map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['@chainrule/tensor', '@chainrule/nn', 'chainrule']),
  );
  expect(names).not.toContain('@chainrule/workspace');
  expect(names).not.toContain('chainrule-workspace');
});

it('finds every entry point where it is written', () => {
  const entries = publicPackages().flatMap(({ entries }) => entries);
  expect(entries.map(({ specifier }) => specifier)).toContain('@chainrule/serialize/node');
  for (const { source } of entries) expect(existsSync(source), source).toBe(true);
});
