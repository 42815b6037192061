import { describe, expect, it } from 'vitest';
import { bytesSource } from './file-source.ts';

describe('bytesSource', () => {
  const plain = new Uint8Array([1]);
  const squeezed = new Uint8Array([2]);

  it('finds a file by its name, or by its name with .gz', async () => {
    const source = bytesSource({ images: plain, 'labels.gz': squeezed });
    expect(await source.read('images')).toBe(plain);
    expect(await source.read('labels')).toBe(squeezed);
  });

  it('says which files it was given', async () => {
    await expect(bytesSource({ images: plain, other: plain }).read('labels')).rejects.toThrow(
      'no bytes for labels or labels.gz; given: images, other',
    );
    await expect(bytesSource({}).read('toString')).rejects.toThrow('given: no files');
  });
});
