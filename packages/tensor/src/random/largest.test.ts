import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { indicesOfLargest } from './index.ts';

const fixture: {
  readonly largest: readonly [size: number, distinct: number, count: number, digest: string][];
} = JSON.parse(readFileSync(new URL('./fixtures/random.json', import.meta.url), 'utf8'));

describe('indicesOfLargest', () => {
  it.each(fixture.largest)(
    'of %i values, %i of them distinct, takes the %i that PyTorch takes',
    (size, distinct, count, digest) => {
      const values = Float32Array.from({ length: size }, (_, i) => ((i * 7919) % 1009) % distinct);
      const indices = indicesOfLargest(values, count);
      const bytes = new Uint8Array(indices.buffer);
      expect(createHash('sha256').update(bytes).digest('hex').slice(0, 12)).toBe(digest);
    },
  );

  it('puts NaN before everything', () => {
    const values = Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 3);
    expect([...indicesOfLargest(values, 1)]).toEqual([1]);
    expect([...indicesOfLargest(values, 3)]).toEqual([1, 2, 3]);
  });
});
