import { bytes } from './bytes';
import { multiplyAdd } from './multiply-add';

/** Rows of C that one register tile covers. */
export const TILE_ROWS: i32 = 4;

/** Columns of C that one register tile covers: two vectors of four. */
export const TILE_COLUMNS: i32 = 8;

/** Writes `alpha * product + beta * C` to four columns; a zero `beta` never reads C. */
function update(c: usize, offset: usize, product: v128, alpha: f32, beta: f32): void {
  let value = f32x4.mul(f32x4.splat(alpha), product);
  if (beta != 0) value = f32x4.add(value, f32x4.mul(f32x4.splat(beta), v128.load(c + offset)));
  v128.store(c + offset, value);
}

/**
 * One 4x8 tile of `C = alpha * A * B + beta * C`.
 *
 * `a` holds a packed panel, 4 values for each step of the depth, and `b` one of 8. Eight
 * accumulators are the fewest that hide the latency of two fused multiply-adds a cycle,
 * and with the loads they still fit into the sixteen registers of x86-64.
 */
export function multiplyTile(
  depth: i32,
  alpha: f32,
  a: usize,
  b: usize,
  beta: f32,
  c: usize,
  rowBytes: usize,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;

  for (let end = a + bytes(4 * depth); a < end; a += 16, b += 32) {
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
  }

  update(c, 0, c00, alpha, beta);
  update(c, 16, c01, alpha, beta);
  c += rowBytes;
  update(c, 0, c10, alpha, beta);
  update(c, 16, c11, alpha, beta);
  c += rowBytes;
  update(c, 0, c20, alpha, beta);
  update(c, 16, c21, alpha, beta);
  c += rowBytes;
  update(c, 0, c30, alpha, beta);
  update(c, 16, c31, alpha, beta);
}

/** Adds the top left `rows x columns` of a finished tile to `beta * C`, where C has no room for it whole. */
export function copyTile(
  rows: i32,
  columns: i32,
  tile: usize,
  beta: f32,
  c: usize,
  rowBytes: usize,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const to = c + bytes(column);
      const value = load<f32>(tile + bytes(column));
      store<f32>(to, beta == 0 ? value : value + beta * load<f32>(to));
    }
    tile += bytes(TILE_COLUMNS);
    c += rowBytes;
  }
}
