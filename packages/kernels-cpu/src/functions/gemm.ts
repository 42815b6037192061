import type { Offset } from './offset.ts';

/** Matrix products. */
export interface GemmFunctions {
  /**
   * `C = alpha * op(A) * op(B) + beta * C`, with `op(A)` `(m, k)`, `op(B)` `(k, n)` and C
   * `(m, n)`, row-major with `lda`, `ldb` and `ldc` elements from row to row. `workspace` is
   * scratch memory of {@link sgemmWorkspace} bytes.
   */
  sgemm(...product: GemmArguments): void;

  /** {@link sgemm} on `count` matrices, `stride` elements apart; a stride of 0 shares one. */
  sgemmBatch(
    count: number,
    strideA: number,
    strideB: number,
    strideC: number,
    ...product: GemmArguments
  ): void;

  /** Bytes of scratch memory for a product of this size. */
  sgemmWorkspace(m: number, n: number, k: number): number;
}

/** What {@link GemmFunctions.sgemm} takes. */
export type GemmArguments = [
  transposeA: boolean,
  transposeB: boolean,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Offset,
  lda: number,
  b: Offset,
  ldb: number,
  beta: number,
  c: Offset,
  ldc: number,
  workspace: Offset,
];
