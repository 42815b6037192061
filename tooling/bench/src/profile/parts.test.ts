import type { Primitive } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { addTo, type Part, partOf } from './parts.ts';

const cases: readonly (readonly [Primitive[], Part])[] = [
  [['addmm'], 'products'],
  [['mul', 'add', 'sqrt'], 'elementwise'],
  [['mul', 'sum'], 'reductions'],
  [['logSoftmax'], 'reductions'],
  [['gather'], 'copies and indexing'],
  [['random'], 'draws'],
  // A copy that is no primitive of its own.
  [[], 'copies and indexing'],
];

it.each(cases)('counts %s to %s', (primitives, part) => {
  expect(partOf(primitives)).toBe(part);
});

it('adds up what goes to one part', () => {
  const seconds = new Map<Part, number>();
  addTo(seconds, 'products', 2);
  addTo(seconds, 'products', 3);
  expect(seconds).toEqual(new Map([['products', 5]]));
});
