/**
 * The memory that a thread has to itself, for what is in the making. Each has as much, and each
 * instance of the kernels is told where its own begins.
 */

/** Bytes that a packed panel of B or the scratch memory of a group may take. */
export const PLACE_BYTES: usize = 65_536;

/** After those: what a row shares, for four operands, and the edge of a product. */
const SHARED_BYTES: usize = 16;
const EDGE_BYTES: usize = 256;

/** All of it. */
export function placeBytes(): usize {
  return PLACE_BYTES + 4 * SHARED_BYTES + EDGE_BYTES;
}

let start: usize = 0;

export function usePlace(offset: usize): void {
  start = offset;
}

// @ts-ignore: decorator
@inline
export function place(): usize {
  return start;
}

/** Where the value is put, four times, that all elements of operand 0, 1, 2 or 3 share. */
// @ts-ignore: decorator
@inline
export function shared(operand: i32): usize {
  return start + PLACE_BYTES + <usize>operand * SHARED_BYTES;
}

// @ts-ignore: decorator
@inline
export function edge(): usize {
  return start + PLACE_BYTES + 4 * SHARED_BYTES;
}
