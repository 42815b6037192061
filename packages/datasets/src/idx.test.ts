import { FileFormatError } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { type IdxArray, parseIdx, readIdx } from './idx.ts';
import { gzip, idxBytes, randomIntegers } from './testing/files.ts';

const plain = idxBytes(8, [2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

describe('readIdx', () => {
  it.each([
    ['uint8', 0x08, [0, 1, 255], [0, 1, 255]],
    ['int32', 0x09, [0x80, 0xff, 0x7f], [-128, -1, 127]],
    ['int32', 0x0b, [0x80, 0, 0xff, 0xfe, 0x01, 0x02], [-32768, -2, 258]],
    ['int32', 0x0c, [0x80, 0, 0, 0, 0, 0, 0, 7, 0xff, 0xff, 0xff, 0xff], [-(2 ** 31), 7, -1]],
    ['float32', 0x0d, [0x3f, 0x80, 0, 0, 0xc0, 0x20, 0, 0, 0x7f, 0x80, 0, 0], [1, -2.5, Infinity]],
    ['float64', 0x0e, [0x3f, 0xf8, ...Array(6).fill(0), ...Array(16).fill(0)], [1.5, 0, 0]],
  ])('reads big-endian elements as %s (type %i)', async (dtype, code, elements, expected) => {
    const array = await readIdx(idxBytes(code, [3], elements));
    expect(array.dtype).toBe(dtype);
    expect(array.shape).toEqual([3]);
    expect(Array.from(array.data)).toEqual(expected);
  });

  it('reads the same array from gzip', async () => {
    expect(await readIdx(await gzip(plain))).toEqual(await readIdx(plain));
  });

  it('does not copy uint8 elements', () => {
    expect(parseIdx(plain).data.buffer).toBe(plain.buffer);
  });

  it('reads a file that begins in the middle of its buffer', () => {
    const buffer = new Uint8Array([9, 9, 9, ...plain]);
    expect(Array.from(parseIdx(buffer.subarray(3)).data)).toEqual(Array.from(parseIdx(plain).data));
  });

  it('reads an empty array', () => {
    expect(parseIdx(idxBytes(8, [0, 28], []))).toEqual({
      dtype: 'uint8',
      shape: [0, 28],
      data: new Uint8Array(0),
    });
  });

  it('names the file and says what it found', () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]);
    expect(() => parseIdx(png, { name: 'labels' })).toThrow(
      'labels: not an IDX file: expected it to begin with 00 00, a type (08, 09, 0b to 0e) and a count of dims, found 89 50 4e 47',
    );
    expect(() => parseIdx(plain.subarray(0, 20))).toThrow(
      'truncated: shape [2, 3, 2] at 1 bytes an element needs 28 bytes, found only 20',
    );
    expect(() => parseIdx(new Uint8Array([...plain, 0]))).toThrow('followed by other bytes');
    expect(() => parseIdx(new Uint8Array(0))).toThrow('found 0');
  });

  it('refuses unknown element types and a count of no dims', () => {
    expect(() => parseIdx(idxBytes(0x0a, [1], [0]))).toThrow(FileFormatError);
    expect(() => parseIdx(idxBytes(0x08, [], [0]))).toThrow(FileFormatError);
  });

  it('refuses dims whose product overflows', () => {
    const dims = Array(200).fill(0xffffffff);
    expect(() => parseIdx(idxBytes(8, dims, []))).toThrow('more elements than any file can hold');
    expect(parseIdx(idxBytes(8, [...dims, 0], [])).data.length).toBe(0);
  });

  it('refuses bytes that follow inside the gzip stream', async () => {
    const file = await gzip(new Uint8Array([...plain, 0, 0]));
    await expect(readIdx(file)).rejects.toThrow('followed by other bytes');
  });

  it('stops a gzip file that expands without end', async () => {
    const bomb = await gzip(idxBytes(8, [3], new Uint8Array(2 ** 24)));
    await expect(readIdx(bomb)).rejects.toThrow('needs 11 bytes, found more');
    const honest = await gzip(idxBytes(8, [2 ** 24], new Uint8Array(2 ** 24)));
    await expect(readIdx(honest, { maxBytes: 2 ** 20 })).rejects.toThrow('more than the 1048576');
    expect((await readIdx(honest)).data.length).toBe(2 ** 24);
  });
});

describe('readIdx of damaged files', () => {
  it('refuses every prefix', async () => {
    for (const file of [plain, await gzip(plain)]) {
      for (let length = 0; length < file.length; length++) {
        await expect(readIdx(file.subarray(0, length))).rejects.toThrow(FileFormatError);
      }
    }
  });

  it.each(['plain', 'gzip'])(
    'meets 1,000 flipped bytes (%s) with an error or an array',
    async (kind) => {
      const file = kind === 'gzip' ? await gzip(plain) : plain;
      const random = randomIntegers(20);
      let refused = 0;
      for (let i = 0; i < 1000; i++) {
        const damaged = file.slice();
        damaged[random(file.length)] = random(256);
        const array = await readIdx(damaged).catch((error: unknown) => {
          expect(error).toBeInstanceOf(FileFormatError);
          return undefined;
        });
        if (array === undefined) refused++;
        else expectConsistent(array, file.length * 1032);
      }
      expect(refused).toBeGreaterThan(100);
      expect(refused).toBeLessThan(1000);
    },
  );
});

function expectConsistent(array: IdxArray, mostElements: number): void {
  const count = array.shape.reduce((product, size) => product * size, 1);
  expect(array.data.length).toBe(count);
  expect(count).toBeLessThanOrEqual(mostElements);
}
