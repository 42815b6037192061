import { expect, it } from 'vitest';
import { agreement } from './agreement.ts';
import type { Trial } from './trial.ts';

const ours: Trial = { version: '1', losses: [0.7, 0.65, 0.6], finalLoss: 0.01, seconds: 1 };

it('tells losses that only rounding parts from others', () => {
  const rounded = { ...ours, losses: [0.7, 0.6501, 0.6] };
  expect(agreement(rounded, ours)).toBe('the same losses');
  const broken = { ...ours, losses: [0.7, 0.66, 0.6] };
  expect(agreement(broken, ours)).toBe('OTHER LOSSES, by 2e-2');
});

it('takes losses that are no numbers for others', () => {
  const lost = { ...ours, losses: [0.7, Number.NaN, 0.6] };
  expect(agreement(lost, ours)).toMatch(/^OTHER LOSSES/);
});

it('asks of what trains another way that it learns', () => {
  const differs = 'squared error';
  expect(agreement({ ...ours, differs, losses: [0.3] }, ours)).toBe('learns: squared error');
  const stuck = { ...ours, differs, losses: [0.3], finalLoss: 0.4 };
  expect(agreement(stuck, ours)).toBe('DOES NOT LEARN: squared error');
  const lost = { ...ours, differs, losses: [0.3], finalLoss: Number.NaN };
  expect(agreement(lost, ours)).toBe('DOES NOT LEARN: squared error');
});
