import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { weightsFor } from './weights.ts';

it('weights outputs as the oracle does', () => {
  const source = readFileSync(new URL('../execution.py', import.meta.url), 'utf8');
  const listed = /^WEIGHTS = \[(.*)\]$/m.exec(source)?.[1]?.split(',').map(Number);
  expect(listed).toEqual(weightsFor(11, 0));
});

it('starts a later output further on, and goes round', () => {
  expect(weightsFor(2, 10)).toEqual([3, 0.5]);
});
