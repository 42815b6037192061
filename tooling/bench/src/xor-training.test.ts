import { describe, expect, it } from 'vitest';
import { trainXor } from './xor-training.ts';

describe.each([[[2, 1]], [[2, 2, 1]], [[2, 10, 10, 10, 1]]])('%j', (widths) => {
  it.each(['by hand', 'compiled'] as const)('learns %s what it learns eagerly', (way) => {
    const cost = trainXor(widths, 200, way);
    expect(cost).toBeCloseTo(trainXor(widths, 200), 5);
    expect(cost).toBeLessThan(trainXor(widths, 2));
  });
});
