import { ones, tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { matches } from './matches.ts';

it.each([
  ['20', 20],
  ['[4, 1]', [4, 1]],
  ["'int32'", 'int32'],
  ['[1, 2]', tensor([1, 2]).toArray()],
  ['Float32Array [1, 2]', Float32Array.of(1, 2)],
  ['0.1053...', 0.10536],
  ['tensor([1., 1.])', ones(2)],
  ['tensor([[1., 1.], [1., 1.]])', ones(2, 2)],
  ['2816148791055203119n', 2816148791055203119n],
])('%s is %o', (claim, value) => {
  expect(matches(claim, value)).toBe(true);
});

it.each([
  ['20', 20.5],
  ['[4, 1]', [4, 1, 1]],
  ['0.1053...', 0.2],
  ['0.1054', 0.10536],
  ['tensor([1, 1])', ones(2)],
  ['Float32Array [1, 2]', Float32Array.of(1, 2, 3)],
])('%s is not %o', (claim, value) => {
  expect(matches(claim, value)).toBe(false);
});
