import { ShapeError } from '@chainrule/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gemm } from './gemm.ts';
import type { Kernels } from './instance.ts';
import { builds } from './testing/builds.ts';
import { gemmFloat32, gemmFloat64, type Product } from './testing/gemm-reference.ts';
import { randomValues } from './testing/random.ts';

const transposes = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

/** A product whose rows lie `padding` elements further apart than they are long. */
function product(options: {
  transposeA: boolean;
  transposeB: boolean;
  m: number;
  n: number;
  k: number;
  alpha?: number;
  beta?: number;
  padding?: number;
  seed?: number;
}): Product {
  const { transposeA, transposeB, m, n, k, alpha = 1, beta = 0, padding = 0, seed = 1 } = options;
  const lda = (transposeA ? m : k) + padding;
  const ldb = (transposeB ? k : n) + padding;
  const ldc = n + padding;
  const a = randomValues((transposeA ? k : m) * lda, seed);
  const b = randomValues((transposeB ? n : k) * ldb, seed + 1);
  const c = randomValues(m * ldc, seed + 2);
  return { transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc };
}

function run(kernels: Kernels, asked: Product): Float32Array {
  const { transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, ldc } = asked;
  const c = Float32Array.from(asked.c);
  gemm(transposeA, transposeB, m, n, k, alpha, a, b, beta, c, { lda, ldb, ldc, kernels });
  return c;
}

/** How far C is from the float64 product, in units of the error that `k` float32 roundings may make. */
function excess(actual: Float32Array, asked: Product): number {
  const exact = gemmFloat64(asked);
  const scale = (Math.abs(asked.alpha) * asked.k + Math.abs(asked.beta) + 1) * 2 ** -23;
  return actual.reduce(
    (worst, value, i) => Math.max(worst, Math.abs(value - exact[i]!) / scale),
    0,
  );
}

describe.each(builds)('gemm, $build', (kernels) => {
  it.each(transposes)(
    'is right for every small shape (transposed: A %s, B %s)',
    (transposeA, transposeB) => {
      const failures: string[] = [];
      for (let m = 0; m <= 33; m++) {
        for (let n = 0; n <= 33; n++) {
          for (const k of [0, 1, 2, 3, 4, 5, 7, 8, 16, 33]) {
            const asked = product({ transposeA, transposeB, m, n, k });
            const actual = run(kernels, asked);
            const agrees =
              kernels.build === 'simd'
                ? Buffer.from(actual.buffer).equals(Buffer.from(gemmFloat32(asked).buffer))
                : excess(actual, asked) <= 1;
            if (!agrees) failures.push(`${m}x${k}x${n}`);
          }
        }
      }
      expect(failures).toEqual([]);
    },
  );

  it.each(transposes)(
    'crosses every block border (transposed: A %s, B %s)',
    (transposeA, transposeB) => {
      for (const [m, n, k] of [
        [131, 37, 515],
        [6, 1031, 19],
        [1, 33, 700],
        [2, 3, 257],
      ] as const) {
        const asked = product({ transposeA, transposeB, m, n, k, alpha: 0.5, beta: 2, padding: 3 });
        const actual = run(kernels, asked);
        expect(excess(actual, asked)).toBeLessThan(1);
        if (kernels.build === 'simd') expect(actual).toEqual(gemmFloat32(asked));
      }
    },
  );

  it('takes any alpha, beta and distance between rows, and leaves the gaps alone', () => {
    const size = fc.integer({ min: 1, max: 40 });
    const factor = fc.constantFrom(0, 1, -1, 0.5, 3);
    const asks = fc.record({
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      m: size,
      n: size,
      k: size,
      alpha: factor,
      beta: factor,
      padding: fc.integer({ min: 0, max: 5 }),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(asks, (ask) => {
        const asked = product(ask);
        expect(excess(run(kernels, asked), asked)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  it('gives an element the same bits whatever the size of the product it is in', () => {
    const whole = product({ transposeA: false, transposeB: true, m: 37, n: 29, k: 300 });
    const all = run(kernels, whole);
    for (const [m, n] of [
      [1, 29],
      [4, 8],
      [3, 2],
      [37, 1],
    ] as const) {
      const part = run(kernels, { ...whole, m, n });
      for (let i = 0; i < m; i++) {
        const row = i * whole.ldc;
        expect(part.subarray(row, row + n)).toEqual(all.subarray(row, row + n));
      }
    }
  });

  it.each([2, 30])('carries NaN and infinity to their row and column only, size %i', (size) => {
    const asked = product({ transposeA: false, transposeB: false, m: size, n: size, k: size });
    asked.a[0] = NaN;
    asked.a[size + 1] = Infinity;
    const actual = run(kernels, asked);
    const exact = gemmFloat64(asked);
    actual.forEach((value, i) => {
      if (Number.isFinite(exact[i])) expect(value).toBeCloseTo(exact[i]!, 5);
      else expect(value).toBe(exact[i]);
    });
  });

  it.each([2, 30])('never reads C when beta is 0, nor A and B when alpha is, size %i', (size) => {
    const asked = product({ transposeA: false, transposeB: false, m: size, n: size, k: size });
    const nan = new Float32Array(size * size).fill(NaN);
    expect(run(kernels, { ...asked, c: nan })).toEqual(run(kernels, asked));
    const scaled = run(kernels, { ...asked, a: nan, b: nan, alpha: 0, beta: 2 });
    expect(scaled).toEqual(asked.c.map((value) => 2 * value));
  });

  it('clears or scales C when there is no depth', () => {
    const empty = new Float32Array(0);
    const c = Float32Array.of(1, -2, NaN, 4);
    gemm(false, false, 2, 2, 0, -1, empty, empty, 2, c, { kernels });
    expect(c).toEqual(Float32Array.of(2, -4, NaN, 8));
    gemm(false, false, 2, 2, 0, -1, empty, empty, 0, c, { kernels });
    expect(c).toEqual(Float32Array.of(0, 0, 0, 0));
  });

  it('works on data that is not aligned to a vector', () => {
    const asked = product({ transposeA: false, transposeB: false, m: 13, n: 11, k: 9 });
    const { arena, functions } = kernels;
    const mark = arena.mark();
    const offsets = [1, 2, 3].map((shift) => arena.allocate(1000) + 4 * shift);
    const [a, b, c] = offsets as [number, number, number];
    const workspace = arena.allocate(functions.sgemmWorkspace(13, 11, 9)) + 4;
    arena.allocate(16);
    arena.float32(a, asked.a.length).set(asked.a);
    arena.float32(b, asked.b.length).set(asked.b);
    functions.sgemm(false, false, 13, 11, 9, 1, a, 9, b, 11, 0, c, 11, workspace);
    const actual = Float32Array.from(arena.float32(c, asked.c.length));
    arena.release(mark);
    expect(actual).toEqual(run(kernels, asked));
  });

  it('multiplies a batch, sharing an operand whose stride is 0', () => {
    const [batch, m, n, k] = [3, 9, 10, 11];
    const a = randomValues(batch * m * k);
    const b = randomValues(k * n, 2);
    const c = new Float32Array(batch * m * n);
    gemm(false, false, m, n, k, 1, a, b, 0, c, { batch, strideA: m * k, kernels });
    for (let i = 0; i < batch; i++) {
      const one = new Float32Array(m * n);
      gemm(false, false, m, n, k, 1, a.subarray(i * m * k), b, 0, one, { kernels });
      expect(c.subarray(i * m * n, (i + 1) * m * n)).toEqual(one);
    }
  });

  it('gives back the memory it took', () => {
    const before = kernels.arena.used;
    run(kernels, product({ transposeA: true, transposeB: true, m: 50, n: 60, k: 70 }));
    expect(kernels.arena.used).toBe(before);
  });
});

describe('gemm', () => {
  it('says which array is too short', () => {
    const short = new Float32Array(5);
    const long = new Float32Array(6);
    expect(() => gemm(false, false, 2, 2, 3, 1, long, short, 0, long)).toThrow(
      new ShapeError('gemm: B is a (3, 2) matrix and ends at element 6, but the array has 5'),
    );
    expect(() =>
      gemm(false, false, 1, 1, 3, 1, long, long, 0, long, { batch: 3, strideA: 3 }),
    ).toThrow(/A is 3 \(1, 3\) matrices and ends at element 9/);
  });
});
