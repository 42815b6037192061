import { ShapeError } from '@chainrule/tensor';
import { type Kernels, sharedKernels } from './instance.ts';

/** How the matrices of {@link gemm} lie in their arrays, in elements. */
export interface GemmLayout {
  /** From one row of A, as stored, to the next; its row length unless given. */
  readonly lda?: number;
  /** From one row of B, as stored, to the next; its row length unless given. */
  readonly ldb?: number;
  /** From one row of C to the next; `n` unless given. */
  readonly ldc?: number;
  /** How many products to compute; 1 unless given. */
  readonly batch?: number;
  /** From one A to the next; 0, which shares one, unless given. */
  readonly strideA?: number;
  /** From one B to the next; 0, which shares one, unless given. */
  readonly strideB?: number;
  /** From one C to the next; `m * ldc` unless given. */
  readonly strideC?: number;
  /** The kernels to run on; the shared ones unless given. */
  readonly kernels?: Kernels;
}

/**
 * `C = alpha * op(A) * op(B) + beta * C` in float32, where `op` transposes or leaves as is.
 *
 * `op(A)` is `(m, k)`, `op(B)` `(k, n)` and C `(m, n)`, all row-major: a transposed A is stored
 * `(k, m)`. As in BLAS, a zero `beta` never reads C, and a zero `alpha` neither A nor B. The
 * operands are copied into the kernels' memory and C back; a program that keeps its data there
 * calls `sgemm`.
 *
 * @throws {ShapeError} when an array is shorter than its matrices.
 *
 * @example
 * ```ts
 * const c = new Float32Array(1);
 * gemm(false, false, 1, 1, 2, 1, Float32Array.of(1, 2), Float32Array.of(3, 4), 0, c);
 * console.log(c[0]); // 11
 * ```
 * @see https://www.netlib.org/blas/#_level_3
 */
export function gemm(
  transposeA: boolean,
  transposeB: boolean,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Float32Array,
  b: Float32Array,
  beta: number,
  c: Float32Array,
  layout: GemmLayout = {},
): void {
  const [rowsA, columnsA] = transposeA ? [k, m] : [m, k];
  const [rowsB, columnsB] = transposeB ? [n, k] : [k, n];
  const { lda = columnsA, ldb = columnsB, ldc = n, batch = 1 } = layout;
  const { strideA = 0, strideB = 0, strideC = m * ldc } = layout;
  const lengthA = extent('A', a, rowsA, columnsA, lda, batch, strideA);
  const lengthB = extent('B', b, rowsB, columnsB, ldb, batch, strideB);
  const lengthC = extent('C', c, m, n, ldc, batch, strideC);
  if (lengthC === 0) return;

  const { arena, functions } = layout.kernels ?? sharedKernels();
  const mark = arena.mark();
  try {
    const toA = arena.allocate(4 * lengthA);
    const toB = arena.allocate(4 * lengthB);
    const toC = arena.allocate(4 * lengthC);
    const workspace = arena.allocate(functions.sgemmWorkspace(m, n, k));
    arena.float32(toA, lengthA).set(a.subarray(0, lengthA));
    arena.float32(toB, lengthB).set(b.subarray(0, lengthB));
    const result = arena.float32(toC, lengthC);
    const hasGaps = ldc !== n || (batch > 1 && strideC !== m * n);
    if (beta !== 0 || hasGaps) result.set(c.subarray(0, lengthC));
    // biome-ignore format: one line for the batch, one for the product
    functions.sgemmBatch(
      batch, strideA, strideB, strideC,
      transposeA, transposeB, m, n, k, alpha, toA, lda, toB, ldb, beta, toC, ldc, workspace,
    );
    c.set(result);
  } finally {
    arena.release(mark);
  }
}

/** Elements from the first to the last of a batch of matrices, checked to be there. */
function extent(
  name: string,
  array: Float32Array,
  rows: number,
  columns: number,
  rowStride: number,
  batch: number,
  stride: number,
): number {
  if (rows === 0 || columns === 0 || batch === 0) return 0;
  const length = (batch - 1) * stride + (rows - 1) * rowStride + columns;
  if (length <= array.length) return length;
  const asked =
    batch === 1 ? `a (${rows}, ${columns}) matrix` : `${batch} (${rows}, ${columns}) matrices`;
  throw new ShapeError(
    `gemm: ${name} is ${asked} and ends at element ${length}, but the array has ${array.length}`,
  );
}
