import { describe, expect, it } from 'vitest';
import type { Kernels } from './instance.ts';
import * as codes from './program-codes.ts';
import { builds } from './testing/builds.ts';
import { randomValues } from './testing/random.ts';

const wordOf = (value: number): number =>
  new Int32Array(Float32Array.of(value).buffer)[0] as number;

/** Runs the words of a program, and END. */
function run({ arena, functions }: Kernels, words: readonly number[], times = 1): number {
  const program = arena.allocate(4 * words.length + 4);
  arena.int32(program, words.length + 1).set([...words, codes.END]);
  return functions.run(program, times);
}

function put({ arena }: Kernels, values: ArrayLike<number>): number {
  const offset = arena.allocate(4 * values.length + 16);
  arena.float32(offset, values.length).set(values);
  return offset;
}

/** In the place of a third and a fourth operand. */
const none = [0, 0, 0, 0, 0, 0, 0, 0];

describe.each(builds)('programs, $build', (kernels) => {
  const { arena } = kernels;

  it('run so many times', () => {
    const [x, one] = [put(kernels, [1, 2, 3, 4, 5]), put(kernels, [1])];
    // biome-ignore format: one operand a line
    const addOne = [
      codes.GROUP, 1, 5, 1,
      codes.ADD, x, 20, 4,
      x, 20, 4, 16,
      one, 0, 0, 0,
      ...none,
    ];
    expect(run(kernels, addOne, 1000)).toBe(0);
    expect([...arena.float32(x, 5)]).toEqual([1001, 1002, 1003, 1004, 1005]);
  });

  it('cut long rows into parts, with rows, columns and scratch memory', () => {
    const [rows, columns] = [3, 2 * codes.CHUNK + 7];
    const values = randomValues(rows * columns);
    const [row, column] = [randomValues(columns, 2), randomValues(rows, 3)];
    const [x, y, z] = [put(kernels, values), put(kernels, row), put(kernels, column)];
    const scratch = 64; // of the thread
    const target = put(kernels, new Float32Array(rows * columns));
    // biome-ignore format: one operand a line
    const words = [
      codes.GROUP, rows, columns, 2,
      codes.MUL, scratch, 0, 0,
      x, 4 * columns, 4, 16,
      y, 0, 4, 16,
      ...none,
      codes.SUB, target, 4 * columns, 4,
      scratch, 0, 0, 16,
      z, 4, 0, 0,
      ...none,
    ];
    run(kernels, words);
    const expected = values.map((value, place) =>
      Math.fround(
        Math.fround(value * row[place % columns]!) - column[Math.floor(place / columns)]!,
      ),
    );
    expect(arena.float32(target, values.length)).toEqual(expected);
  });

  it('do several operations in one, each rounded', () => {
    const count = 2 * codes.CHUNK + 3;
    const values = [1, 2, 3, 4].map((seed) => randomValues(count, seed).map(Math.abs));
    const [x, y, z, w] = values as [Float32Array, Float32Array, Float32Array, Float32Array];
    const operands = values.map((each) => [put(kernels, each), 0, 4, 16]);
    const { fround, sqrt } = Math;
    const expected: [number, (place: number) => number][] = [
      [codes.MUL_ADD, (i) => fround(x[i]! * y[i]!) + z[i]!],
      [codes.MUL_ADD_MUL, (i) => fround(x[i]! * y[i]!) + fround(z[i]! * w[i]!)],
      [codes.SQRT_DIV_ADD, (i) => fround(fround(sqrt(x[i]!)) / y[i]!) + z[i]!],
      [codes.SUB_QUOTIENT, (i) => x[i]! - fround(fround(y[i]! * z[i]!) / w[i]!)],
    ];
    for (const [code, compute] of expected) {
      const target = put(kernels, new Float32Array(count));
      run(kernels, [codes.GROUP, 1, count, 1, code, target, 0, 4, ...operands.flat()]);
      const actual = arena.float32(target, count);
      expect(actual).toEqual(Float32Array.from({ length: count }, (_, i) => compute(i)));
    }
  });

  it('copy and fill', () => {
    const x = put(kernels, [1, 2, 3, 4, 5, 6]);
    const target = put(kernels, new Float32Array(12));
    // biome-ignore format: an instruction a line
    run(kernels, [
      codes.FILL, target, 11, wordOf(9),
      codes.COPY, 2, 3, x, 12, 4, target, 4, 8,
    ]);
    expect([...arena.float32(target, 12)]).toEqual([1, 4, 2, 5, 3, 6, 9, 9, 9, 9, 9, 0]);
  });

  it('multiply any layout in float64', () => {
    const [m, n, k] = [3, 7, 5];
    const [a, b, bias] = [randomValues(k * m), randomValues(n * k, 2), randomValues(n, 3)];
    const target = put(kernels, new Float32Array(m * n));
    const [atA, atB, atBias] = [put(kernels, a), put(kernels, b), put(kernels, bias)];
    // Both are stored transposed, so that steps along rows and columns are swapped.
    // biome-ignore format: an operand a line
    run(kernels, [
      codes.PRODUCT, m, n, k, target,
      atA, 4, 4 * m,
      atB, 4, 4 * k,
      atBias, 0, 4,
    ]);
    const expected = Float32Array.from({ length: m * n }, (_, place) => {
      const [i, j] = [Math.floor(place / n), place % n];
      let total = bias[j]!;
      for (let p = 0; p < k; p++) total += a[p * m + i]! * b[j * k + p]!;
      return total;
    });
    expect(arena.float32(target, m * n)).toEqual(expected);
  });

  it('stop at a value that is no probability', () => {
    const [x, y] = [put(kernels, [0.5, 2, 0.5]), put(kernels, [1, 1, 1])];
    const [loss, after] = [put(kernels, [0, 0, 0]), put(kernels, [7])];
    // biome-ignore format: an instruction's operands a line
    const words = [
      codes.GROUP, 1, 3, 1,
      codes.BINARY_CROSS_ENTROPY, loss, 12, 4, x, 12, 4, 16, y, 12, 4, 16, ...none,
      codes.FILL, after, 1, wordOf(8),
    ];
    expect(run(kernels, words, 5)).toBe(5);
    expect(kernels.functions.refusedValue()).toBe(2);
    expect(arena.float32(after, 1)[0]).toBe(7);
    arena.float32(x, 3).fill(0.5);
    expect(run(kernels, words, 5)).toBe(0);
    expect(arena.float32(after, 1)[0]).toBe(8);
  });
});
