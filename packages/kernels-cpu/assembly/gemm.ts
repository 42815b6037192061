import { bytes } from './bytes';
import { areFinite, isWorthLists, slotBytes, writeLists } from './gemm-lists';
import { pack } from './gemm-pack';
import { split } from './parallel';
import { edge, place } from './place';
import { multiplyBlock, multiplyLists, multiplySmall } from './tile';
import { LIST_COLUMNS, TILE_COLUMNS, TILE_ROWS } from './tile/sizes';

/** Rows and depth of A that are packed at a time. */
const SLAB_ROWS: i32 = 500;
const SLAB_DEPTH: i32 = 2048;

/** Depth multiplied at a time: a panel of A and one of B stay in the first-level cache. */
const BLOCK_DEPTH: i32 = 256;

/** Columns of B that a part packs and multiplies, as many as fit into a thread's own memory. */
const PART_COLUMNS: i32 = 64;

/** Rows of a part where columns do not make enough of them. */
const PART_ROWS: i32 = 125;

/** Parts that are enough for all threads. */
const ENOUGH_PARTS: i32 = 8;

/** Rows of A that are packed as one part. */
const PACK_ROWS: i32 = 20;

/** Multiplications up to which packing costs more than it saves. */
const SMALL: i64 = 400;

/** Multiplications from which on a product is shared with other threads: some 20 microseconds. */
const SHARED: i64 = 500_000;

/** A product, and the slab of A that is multiplied now. Threads that help read it. */
@unmanaged
class Product {
  m: i32;
  n: i32;
  alpha: f32;
  beta: f32;
  a: usize;
  aRow: usize;
  aDepth: usize;
  b: usize;
  bColumn: usize;
  bDepth: usize;
  from: usize;
  fromRow: usize;
  c: usize;
  cRow: usize;
  packed: usize;
  rows: i32;
  depth: i32;
  /** Bytes from list to list where rows are lists, else 0. */
  slot: usize;
  /** Parts next to each other, and rows of each. */
  across: i32;
  partRows: i32;
}

const PRODUCT: usize = memory.data(128, 16);

/** Bytes of scratch memory that {@link sgemm} wants for a product of this size. */
export function sgemmWorkspace(m: i32, n: i32, k: i32): usize {
  const depth = min(k, SLAB_DEPTH);
  const blocks = (depth + BLOCK_DEPTH - 1) / BLOCK_DEPTH;
  const rows = min(roundUp(m, TILE_ROWS), SLAB_ROWS);
  return 16 + <usize>(rows * blocks) * slotBytes(min(depth, BLOCK_DEPTH));
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
  const from = bytes(ldc);
  multiply(transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, from, c, ldc, workspace);
}

/** {@link sgemm} that adds `beta * from` instead, whose rows are `fromRow` bytes apart. */
export function multiply(
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
  from: usize,
  fromRow: usize,
  c: usize,
  ldc: i32,
  workspace: usize,
): void {
  const product = changetype<Product>(PRODUCT);
  if (alpha == 0) k = 0;
  if (k == 0) alpha = 0;
  product.m = m;
  product.n = n;
  product.alpha = alpha;
  product.beta = beta;
  product.a = a;
  product.aRow = transposeA ? <usize>4 : bytes(lda);
  product.aDepth = transposeA ? bytes(lda) : <usize>4;
  product.b = b;
  product.bColumn = transposeB ? bytes(ldb) : <usize>4;
  product.bDepth = transposeB ? <usize>4 : bytes(ldb);
  product.from = from;
  product.fromRow = fromRow;
  product.c = c;
  product.cRow = bytes(ldc);
  product.packed = workspace;
  if (m == 1 || <i64>m * n * k <= SMALL) multiplyUnpacked(product, k);
  else multiplySlabs(product, k);
}

function multiplyUnpacked(product: Product, k: i32): void {
  let at = 0;
  do {
    small(product, product.m, 0, product.n, at, min(k - at, BLOCK_DEPTH));
    addToC(product);
    at += BLOCK_DEPTH;
  } while (at < k);
}

/** From now on, what was multiplied before is in C. */
function addToC(product: Product): void {
  product.beta = 1;
  product.from = product.c;
  product.fromRow = product.cRow;
}

/** Some columns of a product by a block of the depth, straight from A and B. */
function small(
  product: Product,
  rows: i32,
  column: i32,
  columns: i32,
  at: i32,
  depth: i32,
): void {
  multiplySmall(
    rows,
    columns,
    depth,
    product.alpha,
    product.a + <usize>at * product.aDepth,
    product.aRow,
    product.aDepth,
    product.b + <usize>at * product.bDepth + <usize>column * product.bColumn,
    product.bColumn,
    product.bDepth,
    product.beta,
    product.from + bytes(column),
    product.fromRow,
    product.c + bytes(column),
    product.cRow,
  );
}

function multiplySlabs(product: Product, k: i32): void {
  const a = product.a;
  const b = product.b;
  const c = product.c;
  const from = product.from;
  const fromRow = product.fromRow;
  const beta = product.beta;
  for (let row = 0; row < product.m; row += SLAB_ROWS) {
    product.rows = min(product.m - row, SLAB_ROWS);
    product.c = c + <usize>row * product.cRow;
    product.from = from + <usize>row * fromRow;
    product.fromRow = fromRow;
    product.beta = beta;
    for (let at = 0; at < k; at += SLAB_DEPTH) {
      product.depth = min(k - at, SLAB_DEPTH);
      product.a = a + <usize>row * product.aRow + <usize>at * product.aDepth;
      product.b = b + <usize>at * product.bDepth;
      multiplySlab(product);
      addToC(product);
    }
  }
}

function multiplySlab(product: Product): void {
  const rows = product.rows;
  const depth = product.depth;
  const columns = product.n;
  const isSparse = isWorthLists(
    rows,
    columns,
    depth,
    product.a,
    product.aRow,
    product.aDepth,
  );
  product.slot = isSparse ? slotBytes(min(depth, BLOCK_DEPTH)) : 0;
  product.across = (columns + PART_COLUMNS - 1) / PART_COLUMNS;
  product.partRows = product.across < ENOUGH_PARTS ? min(rows, PART_ROWS) : rows;
  const down = (rows + product.partRows - 1) / product.partRows;
  run(packPart, (rows + PACK_ROWS - 1) / PACK_ROWS, <i64>rows * depth * 32);
  run(multiplyPart, product.across * down, <i64>rows * depth * columns);
}

/** Other threads are told of what takes longer than telling them. */
function run(part: (index: i32) => void, count: i32, cost: i64): void {
  if (cost >= SHARED) return split(part, count);
  for (let index = 0; index < count; index++) part(index);
}

/**
 * Where a row of a block of the depth is packed. Blocks follow each other, and in each the rows, in
 * panels of TILE_ROWS, the last one filled up, or as lists.
 */
function packedAt(product: Product, row: i32, at: i32): usize {
  if (product.slot != 0) {
    return product.packed + <usize>((at / BLOCK_DEPTH) * product.rows + row) * product.slot;
  }
  const depth = min(product.depth - at, BLOCK_DEPTH);
  return product.packed + bytes(at * roundUp(product.rows, TILE_ROWS) + row * depth);
}

function packPart(index: i32): void {
  const product = changetype<Product>(PRODUCT);
  const row = index * PACK_ROWS;
  const rows = min(product.rows - row, PACK_ROWS);
  const aRow = product.aRow;
  const aDepth = product.aDepth;
  for (let at = 0; at < product.depth; at += BLOCK_DEPTH) {
    const depth = min(product.depth - at, BLOCK_DEPTH);
    const source = product.a + <usize>row * aRow + <usize>at * aDepth;
    const target = packedAt(product, row, at);
    if (product.slot == 0) pack(TILE_ROWS, rows, depth, source, aRow, aDepth, target);
    else writeLists(rows, depth, source, aRow, aDepth, target, product.slot);
  }
}

function multiplyPart(index: i32): void {
  const product = changetype<Product>(PRODUCT);
  const row = (index / product.across) * product.partRows;
  const column = (index % product.across) * PART_COLUMNS;
  const rows = min(product.rows - row, product.partRows);
  const columns = min(product.n - column, PART_COLUMNS);
  const c = product.c + <usize>row * product.cRow;
  let from = product.from + <usize>row * product.fromRow;
  let fromRow = product.fromRow;
  let beta = product.beta;
  for (let at = 0; at < product.depth; at += BLOCK_DEPTH) {
    if (product.slot == 0) {
      blockPart(product, row, rows, column, columns, at, beta, from, fromRow, c);
    } else {
      for (let done = 0; done < columns; done += LIST_COLUMNS) {
        const width = min(columns - done, LIST_COLUMNS);
        listPart(product, row, rows, column + done, width, at, beta, from, fromRow, c);
      }
    }
    beta = 1;
    from = c;
    fromRow = product.cRow;
  }
}

function blockPart(
  product: Product,
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
  at: i32,
  beta: f32,
  from: usize,
  fromRow: usize,
  c: usize,
): void {
  const depth = min(product.depth - at, BLOCK_DEPTH);
  const b = product.b + <usize>at * product.bDepth + <usize>column * product.bColumn;
  pack(TILE_COLUMNS, columns, depth, b, product.bColumn, product.bDepth, place());
  multiplyBlock(
    rows,
    columns,
    depth,
    product.alpha,
    packedAt(product, row, at),
    place(),
    beta,
    from + bytes(column),
    fromRow,
    c + bytes(column),
    product.cRow,
    edge(),
  );
}

function listPart(
  product: Product,
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
  at: i32,
  beta: f32,
  from: usize,
  fromRow: usize,
  c: usize,
): void {
  const depth = min(product.depth - at, BLOCK_DEPTH);
  const b = product.b + <usize>at * product.bDepth + <usize>column * product.bColumn;
  pack(LIST_COLUMNS, columns, depth, b, product.bColumn, product.bDepth, place());
  from += bytes(column);
  c += bytes(column);
  // Zero times infinity is NaN, so where there is one, zeros are multiplied too.
  if (!areFinite(place(), depth * (LIST_COLUMNS / 4))) {
    const a = product.a + <usize>row * product.aRow + <usize>at * product.aDepth;
    multiplySmall(
      rows,
      columns,
      depth,
      product.alpha,
      a,
      product.aRow,
      product.aDepth,
      b,
      product.bColumn,
      product.bDepth,
      beta,
      from,
      fromRow,
      c,
      product.cRow,
    );
    return;
  }
  multiplyLists(
    rows,
    columns,
    product.alpha,
    packedAt(product, row, at),
    product.slot,
    place(),
    beta,
    from,
    fromRow,
    c,
    product.cRow,
    edge(),
  );
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
