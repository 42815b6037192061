import { multiplyAdd } from './multiply-add';
import { LIST_COLUMNS } from './sizes';
import { updateTile } from './update';

/**
 * `C = alpha * A * B + beta * from` of up to 32 columns, with rows of A as lists of what is not zero.
 *
 * Where the values of B are finite, a product with zero adds zero, so an element has the bits it has
 * from {@link multiplyBlock}. A list is a word of how many bytes it takes, a word of nothing, and
 * pairs of where a row of the packed B starts and the value it is multiplied with. `slot` bytes lie
 * between two lists.
 */
export function multiplyLists(
  rows: i32,
  columns: i32,
  alpha: f32,
  lists: usize,
  slot: usize,
  b: usize,
  beta: f32,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  scratch: usize,
): void {
  for (; rows > 0; rows--, lists += slot, from += fromRow, c += cRow) {
    multiplyList(lists, b, scratch);
    updateTile(1, columns, LIST_COLUMNS, scratch, alpha, beta, from, 0, c, 0);
  }
}

export function multiplyList(list: usize, b: usize, tile: usize): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;

  const end = list + 8 + <usize>load<u32>(list);
  for (list += 8; list < end; list += 8) {
    const row = b + <usize>load<u32>(list);
    const a = v128.load32_splat(list, 4);
    c0 = multiplyAdd(a, v128.load(row), c0);
    c1 = multiplyAdd(a, v128.load(row, 16), c1);
    c2 = multiplyAdd(a, v128.load(row, 32), c2);
    c3 = multiplyAdd(a, v128.load(row, 48), c3);
    c4 = multiplyAdd(a, v128.load(row, 64), c4);
    c5 = multiplyAdd(a, v128.load(row, 80), c5);
    c6 = multiplyAdd(a, v128.load(row, 96), c6);
    c7 = multiplyAdd(a, v128.load(row, 112), c7);
  }

  v128.store(tile, c0);
  v128.store(tile, c1, 16);
  v128.store(tile, c2, 32);
  v128.store(tile, c3, 48);
  v128.store(tile, c4, 64);
  v128.store(tile, c5, 80);
  v128.store(tile, c6, 96);
  v128.store(tile, c7, 112);
}
