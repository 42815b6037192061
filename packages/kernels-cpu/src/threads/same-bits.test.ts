import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKernels, type Kernels } from '../instance.ts';
import * as codes from '../program-codes.ts';
import { helpedKernels, partsHelped } from '../testing/help.ts';
import { randomValues } from '../testing/random.ts';
import { outputOf, scoped } from '../testing/resident.ts';
import { setNumThreads } from './num-threads.ts';

/** In the place of an operand. */
const none = [0, 0, 0, 0];

const alone = createKernels();
let helped: Kernels;

beforeAll(async () => {
  helped = await helpedKernels(4);
}, 60_000);
afterAll(() => setNumThreads(1));

const threads = fc.integer({ min: 1, max: 4 });

/** Checks that `compute` gives the same on one thread, with no pool, as on so many. */
function expectSame(count: number, compute: (kernels: Kernels) => Float32Array): void {
  setNumThreads(count);
  const [expected, actual] = [
    scoped(alone, () => compute(alone)),
    scoped(helped, () => compute(helped)),
  ];
  expect(Buffer.from(actual.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
}

function put({ arena }: Kernels, values: Float32Array): number {
  const offset = arena.allocate(4 * values.length + 16);
  arena.float32(offset, values.length).set(values);
  return offset;
}

/** Values of which a share is zero, as behind a relu, and one may be infinite. */
function sparse(length: number, seed: number, zeros: number, infinite = false): Float32Array {
  const values = randomValues(length, seed);
  const chances = randomValues(length, seed + 1);
  const result = values.map((value, place) => (Math.abs(chances[place]!) < zeros ? 0 : value));
  if (infinite) result[length >> 1] = Infinity;
  return result;
}

describe('work that threads share has the same bits as on one', { timeout: 120_000 }, () => {
  it('in products, also of much that is zero', () => {
    const shapes = fc.record({
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      m: fc.oneof(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 490, max: 620 })),
      n: fc.integer({ min: 1, max: 300 }),
      k: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 2040, max: 2100 })),
      alpha: fc.constantFrom(1, 0.5),
      beta: fc.constantFrom(0, 1, 2),
      zeros: fc.constantFrom(0, 0.5, 0.9),
      infinite: fc.boolean(),
      seed: fc.nat(1000),
    });
    const before = partsHelped(helped);
    fc.assert(
      fc.property(shapes, threads, (shape, count) => {
        const { transposeA, transposeB, m, n, k, alpha, beta, zeros, infinite, seed } = shape;
        expectSame(count, (kernels) => {
          const { arena, functions } = kernels;
          const a = put(kernels, sparse(m * k, seed, zeros));
          const b = put(kernels, sparse(k * n, seed + 2, 0, infinite));
          const c = put(kernels, randomValues(m * n, seed + 4));
          const workspace = arena.allocate(functions.sgemmWorkspace(m, n, k));
          const [lda, ldb] = [transposeA ? m : k, transposeB ? k : n];
          // biome-ignore format: one line, as in BLAS
          functions.sgemm(
            transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, n, workspace,
          );
          return Float32Array.from(arena.float32(c, m * n));
        });
      }),
      { numRuns: 40 },
    );
    expect(partsHelped(helped)).toBeGreaterThan(before);
  });

  it.each(['exp', 'log', 'sigmoid', 'tanh', 'sqrt'] as const)('in %s', (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 15_000, max: 60_000 }), threads, (length, count) => {
        const values = randomValues(length, length);
        expectSame(count, (kernels) =>
          outputOf(kernels, length, (target) => {
            kernels.functions[name](put(kernels, values), target, length);
          }),
        );
      }),
      { numRuns: 10 },
    );
  });

  it.each(['softmax', 'logSoftmax', 'sumRows', 'sumColumns'] as const)('in %s', (name) => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 700 }));
    fc.assert(
      fc.property(sizes, threads, ([rows, columns], count) => {
        const values = randomValues(rows * columns, rows);
        const length = {
          softmax: rows * columns,
          logSoftmax: rows * columns,
          sumRows: rows,
          sumColumns: columns,
        };
        expectSame(count, (kernels) =>
          outputOf(kernels, length[name], (target) => {
            const { functions } = kernels;
            const source = put(kernels, values);
            if (name === 'softmax' || name === 'logSoftmax') {
              functions[name](rows, columns, source, target);
            } else functions[name](rows, columns, source, columns, target);
          }),
        );
      }),
      { numRuns: 25 },
    );
  });

  it.each([true, false])('in Adam, decoupled: %s', (decoupled) => {
    fc.assert(
      fc.property(fc.integer({ min: 15_000, max: 50_000 }), threads, (length, count) => {
        const [parameter, gradient] = [randomValues(length, 1), randomValues(length, 2)];
        const [mean, square] = [randomValues(length, 3), randomValues(length, 4).map(Math.abs)];
        expectSame(count, (kernels) => {
          const [p, g, m, v] = [parameter, gradient, mean, square].map((each) =>
            put(kernels, each),
          ) as [number, number, number, number];
          kernels.functions.adam(
            p,
            g,
            m,
            v,
            length,
            3,
            0.1,
            0.9,
            0.99,
            1e-8,
            0.01,
            decoupled,
            false,
          );
          return Float32Array.from(kernels.arena.float32(p, length));
        });
      }),
      { numRuns: 10 },
    );
  });

  it('in groups of a program, with rows, columns and scratch memory', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 600 }));
    fc.assert(
      fc.property(sizes, threads, ([rows, columns], count) => {
        const [x, row] = [randomValues(rows * columns, 1), randomValues(columns, 2)];
        const column = randomValues(rows, 3);
        expectSame(count, (kernels) => {
          const { arena, functions } = kernels;
          const target = put(kernels, new Float32Array(rows * columns));
          // biome-ignore format: one operand a line
          const words = [
            codes.GROUP, rows, columns, 3,
            codes.MUL, 128, 0, 0,
            put(kernels, x), 4 * columns, 4, 16,
            put(kernels, row), 0, 4, 16,
            ...none, ...none,
            codes.SIGMOID, 128, 0, 0,
            128, 0, 0, 16,
            ...none, ...none, ...none,
            codes.SUB, target, 4 * columns, 4,
            128, 0, 0, 16,
            put(kernels, column), 4, 0, 0,
            ...none, ...none,
            codes.END,
          ];
          const program = arena.allocate(4 * words.length);
          arena.int32(program, words.length).set(words);
          functions.run(program, 2);
          return Float32Array.from(arena.float32(target, rows * columns));
        });
      }),
      { numRuns: 40 },
    );
  });
});
