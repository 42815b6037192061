import { describe, expect, it } from 'vitest';
import { rowLength, rowsPerFourTexels, textureSize } from './glsl.ts';

/** The row that a shader finds, whose floats have 24 bits. */
function rowOf(texel: number, width: number, height: number): number {
  const fours = Math.fround(texel >> 2);
  return Math.trunc(Math.fround(fours * Math.fround(rowsPerFourTexels(width, height))));
}

const lengths = [1, 2, 3, 4, 5, 16, 17, 63, 100, 800, 4096, 6272, 250_000, 2 ** 24, 2 ** 25 - 3];

describe('the size of a texture', () => {
  it.each(lengths)('has room for %i texels, and no row too many', (texels) => {
    const { width, height } = textureSize(texels);
    expect(width).toBeLessThanOrEqual(rowLength);
    expect(width * height).toBeGreaterThanOrEqual(texels);
    expect(width * (height - 1)).toBeLessThan(texels);
  });

  it.each(lengths)('lets a shader find the rows of %i texels', (texels) => {
    const { width, height } = textureSize(texels);
    const rows = [0, 1, 2, height >> 1, height - 2, height - 1].filter((row) => row >= 0);
    for (const row of rows) {
      for (const texel of [row * width, row * width + 1, (row + 1) * width - 1]) {
        if (texel >= texels) continue;
        expect(rowOf(texel, width, height)).toBe(Math.floor(texel / width));
      }
    }
  });

  it('has about as many rows as columns', () => {
    expect(textureSize(6272)).toEqual({ width: 64, height: 98 });
    expect(textureSize(250_000)).toEqual({ width: 512, height: 489 });
  });
});
