import { bytes } from '../bytes';

/** `C = alpha * product + beta * from` for four columns; a zero `beta` never reads `from`. */
// @ts-ignore: decorator
@inline
export function update(c: usize, from: usize, product: v128, alpha: f32, beta: f32): void {
  let value = f32x4.mul(f32x4.splat(alpha), product);
  if (beta != 0) value = f32x4.add(value, f32x4.mul(f32x4.splat(beta), v128.load(from)));
  v128.store(c, value);
}

/**
 * Updates `rows x columns` of C by a finished tile, `width` wide. Loops leave their sums in such a tile
 * rather than in C: what is decided behind a loop costs it registers in the engine's compiler, and
 * that made it half as fast.
 */
export function updateTile(
  rows: i32,
  columns: i32,
  width: i32,
  tile: usize,
  alpha: f32,
  beta: f32,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
): void {
  for (; rows > 0; rows--, tile += bytes(width), from += fromRow, c += cRow) {
    let column: usize = 0;
    for (const fours = bytes(columns & ~3); column < fours; column += 16) {
      update(c + column, from + column, v128.load(tile + column), alpha, beta);
    }
    for (const end = bytes(columns); column < end; column += 4) {
      let value = alpha * load<f32>(tile + column);
      if (beta != 0) value += beta * load<f32>(from + column);
      store<f32>(c + column, value);
    }
  }
}
