import { bytes } from '../bytes';
import { multiplyAdd } from './multiply-add';
import { TILE_COLUMNS, TILE_ROWS } from './sizes';
import { updateTile } from './update';

/**
 * A block of `C = alpha * A * B + beta * from`, of packed panels: 5 rows of A each, and 8 columns of B.
 * Tiles are computed in `scratch`.
 */
export function multiplyBlock(
  rows: i32,
  columns: i32,
  depth: i32,
  alpha: f32,
  packedA: usize,
  packedB: usize,
  beta: f32,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  scratch: usize,
): void {
  for (let column = 0; column < columns; column += TILE_COLUMNS) {
    const b = packedB + bytes(column * depth);
    for (let row = 0; row < rows; row += TILE_ROWS) {
      const a = packedA + bytes(row * depth);
      const source = from + <usize>row * fromRow + bytes(column);
      const target = c + <usize>row * cRow + bytes(column);
      multiplyTile(depth, a, b, scratch);
      updateTile(
        min(rows - row, TILE_ROWS),
        min(columns - column, TILE_COLUMNS),
        TILE_COLUMNS,
        scratch,
        alpha,
        beta,
        source,
        fromRow,
        target,
        cRow,
      );
    }
  }
}

/**
 * One 5x8 tile. `a` holds a packed panel, 5 values for each step of the depth, and `b` one of 8.
 *
 * Ten accumulators hide the latency of two fused multiply-adds a cycle, and with the loads they
 * still fit into the fifteen registers that engines have to give on x86-64.
 */
export function multiplyTile(depth: i32, a: usize, b: usize, tile: usize): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let c40 = c00;
  let c41 = c00;

  for (const end = a + bytes(TILE_ROWS * depth); a < end; a += 20, b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = multiplyAdd(a0, b0, c00);
    c01 = multiplyAdd(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = multiplyAdd(a1, b0, c10);
    c11 = multiplyAdd(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = multiplyAdd(a2, b0, c20);
    c21 = multiplyAdd(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = multiplyAdd(a3, b0, c30);
    c31 = multiplyAdd(a3, b1, c31);
    const a4 = v128.load32_splat(a, 16);
    c40 = multiplyAdd(a4, b0, c40);
    c41 = multiplyAdd(a4, b1, c41);
  }

  v128.store(tile, c00);
  v128.store(tile, c01, 16);
  v128.store(tile, c10, 32);
  v128.store(tile, c11, 48);
  v128.store(tile, c20, 64);
  v128.store(tile, c21, 80);
  v128.store(tile, c30, 96);
  v128.store(tile, c31, 112);
  v128.store(tile, c40, 128);
  v128.store(tile, c41, 144);
}
