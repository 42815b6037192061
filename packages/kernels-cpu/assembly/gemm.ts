import { bytes } from './bytes';
import { pack } from './gemm-pack';
import { multiplySmall } from './gemm-small';
import { copyTile, multiplyTile, TILE_COLUMNS, TILE_ROWS } from './gemm-tile';

/** Rows of A packed at a time: with BLOCK_DEPTH, a block that stays in the second-level cache. */
const BLOCK_ROWS: i32 = 128;

/** Columns of B packed at a time. */
const BLOCK_COLUMNS: i32 = 1024;

/** Depth multiplied at a time: a panel of A and one of B stay in the first-level cache. */
const BLOCK_DEPTH: i32 = 256;

/** Multiplications up to which packing costs more than it saves. */
const SMALL: i64 = 400;

const TILE_BYTES: usize = 4 * TILE_ROWS * TILE_COLUMNS;

/** Bytes of scratch memory that {@link sgemm} wants for a product of this size. */
export function sgemmWorkspace(m: i32, n: i32, k: i32): usize {
  const depth = min(k, BLOCK_DEPTH);
  const rows = min(roundUp(m, TILE_ROWS), BLOCK_ROWS);
  const columns = min(roundUp(n, TILE_COLUMNS), BLOCK_COLUMNS);
  return TILE_BYTES + bytes(depth * (rows + columns));
}

function roundUp(count: i32, multiple: i32): i32 {
  return ((count + multiple - 1) / multiple) * multiple;
}

/**
 * `C = alpha * op(A) * op(B) + beta * C`, with C `(m, n)` and depth `k`, as in BLAS.
 *
 * Matrices are row-major and `lda`, `ldb`, `ldc` count the elements between two rows as
 * they lie in memory. Whatever the path, an element of C adds its products in order of the
 * depth, in blocks of BLOCK_DEPTH, so its bits don't depend on `m` and `n`. As in BLAS, a zero
 * `alpha` never reads A and B, and a zero `beta` never reads C.
 */
export function sgemm(
  transposeA: bool,
  transposeB: bool,
  m: i32,
  n: i32,
  k: i32,
  alpha: f32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  beta: f32,
  c: usize,
  ldc: i32,
  workspace: usize,
): void {
  const aRow = transposeA ? <usize>4 : bytes(lda);
  const aDepth = transposeA ? bytes(lda) : <usize>4;
  const bColumn = transposeB ? bytes(ldb) : <usize>4;
  const bDepth = transposeB ? <usize>4 : bytes(ldb);
  const cRow = bytes(ldc);

  if (alpha == 0) k = 0;
  if (k == 0) alpha = 0;
  if (m == 1 || <i64>m * n * k <= SMALL) {
    let at = 0;
    do {
      const depth = min(k - at, BLOCK_DEPTH);
      multiplySmall(m, n, depth, alpha, a, aRow, aDepth, b, bColumn, bDepth, beta, c, cRow);
      a += <usize>depth * aDepth;
      b += <usize>depth * bDepth;
      beta = 1;
      at += BLOCK_DEPTH;
    } while (at < k);
    return;
  }

  const rowsHeld = min(roundUp(m, TILE_ROWS), BLOCK_ROWS);
  const packedA = workspace + TILE_BYTES;
  const packedB = packedA + bytes(rowsHeld * min(k, BLOCK_DEPTH));

  for (let column = 0; column < n; column += BLOCK_COLUMNS) {
    const columns = min(n - column, BLOCK_COLUMNS);
    for (let at = 0; at < k; at += BLOCK_DEPTH) {
      const depth = min(k - at, BLOCK_DEPTH);
      const blockBeta = at == 0 ? beta : 1;
      const fromB = b + <usize>at * bDepth + <usize>column * bColumn;
      pack(TILE_COLUMNS, columns, depth, fromB, bColumn, bDepth, packedB);
      for (let row = 0; row < m; row += BLOCK_ROWS) {
        const rows = min(m - row, BLOCK_ROWS);
        const fromA = a + <usize>at * aDepth + <usize>row * aRow;
        pack(TILE_ROWS, rows, depth, fromA, aRow, aDepth, packedA);
        const toC = c + <usize>row * cRow + bytes(column);
        multiplyBlock(
          rows,
          columns,
          depth,
          alpha,
          packedA,
          packedB,
          blockBeta,
          toC,
          cRow,
          workspace,
        );
      }
    }
  }
}

/** {@link sgemm} on `count` matrices, `strideA`, `strideB` and `strideC` elements apart; a stride of 0 shares one. */
export function sgemmBatch(
  count: i32,
  strideA: i32,
  strideB: i32,
  strideC: i32,
  transposeA: bool,
  transposeB: bool,
  m: i32,
  n: i32,
  k: i32,
  alpha: f32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  beta: f32,
  c: usize,
  ldc: i32,
  workspace: usize,
): void {
  for (; count > 0; count--) {
    sgemm(transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, workspace);
    a += bytes(strideA);
    b += bytes(strideB);
    c += bytes(strideC);
  }
}

function multiplyBlock(
  rows: i32,
  columns: i32,
  depth: i32,
  alpha: f32,
  packedA: usize,
  packedB: usize,
  beta: f32,
  c: usize,
  rowBytes: usize,
  scratch: usize,
): void {
  for (let column = 0; column < columns; column += TILE_COLUMNS) {
    const b = packedB + bytes(column * depth);
    for (let row = 0; row < rows; row += TILE_ROWS) {
      const a = packedA + bytes(row * depth);
      const to = c + <usize>row * rowBytes + bytes(column);
      if (rows - row >= TILE_ROWS && columns - column >= TILE_COLUMNS) {
        multiplyTile(depth, alpha, a, b, beta, to, rowBytes);
        continue;
      }
      multiplyTile(depth, alpha, a, b, 0, scratch, bytes(TILE_COLUMNS));
      copyTile(
        min(rows - row, TILE_ROWS),
        min(columns - column, TILE_COLUMNS),
        scratch,
        beta,
        to,
        rowBytes,
      );
    }
  }
}
