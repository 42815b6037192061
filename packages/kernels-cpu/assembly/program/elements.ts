import { loadPartial, storePartial } from '../lanes';
import * as code from '../../src/program-codes';
import { binaryCrossEntropyBackward4, chainLanes, compareLanes, mapLanes, zipLanes } from './lanes';

/**
 * Loops over `count` elements of operands whose vectors of four are `step` bytes apart. Vectors at
 * the end are loaded whole, which reads past the array but stores no more than is left of it.
 */

/** Operations of one or two instructions, whose loops are worth unrolling. */
// @ts-ignore: decorator
@inline
function isCheap(operation: i32): bool {
  return (
    (operation <= code.RECIPROCAL && operation != code.ABS) ||
    operation == code.RELU ||
    (operation >= code.ADD && operation <= code.RELU_BACKWARD)
  );
}

// @ts-ignore: decorator
@inline
export function map(operation: i32, count: i32, x: usize, step: usize, target: usize): void {
  if (isCheap(operation) && step == 16) {
    for (; count >= 16; count -= 16, x += 64, target += 64) {
      v128.store(target, mapLanes(operation, v128.load(x)));
      v128.store(target, mapLanes(operation, v128.load(x, 16)), 16);
      v128.store(target, mapLanes(operation, v128.load(x, 32)), 32);
      v128.store(target, mapLanes(operation, v128.load(x, 48)), 48);
    }
  }
  for (; count >= 4; count -= 4, x += step, target += 16) {
    v128.store(target, mapLanes(operation, v128.load(x)));
  }
  if (count > 0) storePartial(target, mapLanes(operation, v128.load(x)), count);
}

// @ts-ignore: decorator
@inline
export function zip(
  operation: i32,
  count: i32,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  target: usize,
): void {
  if (isCheap(operation) && xStep == 16) {
    // The second operand may be one value: then it is the same vector each time.
    const second = yStep;
    for (; count >= 16; count -= 16, x += 64, y += 4 * second, target += 64) {
      v128.store(target, zipLanes(operation, v128.load(x), v128.load(y)));
      v128.store(target, zipLanes(operation, v128.load(x, 16), v128.load(y + second)), 16);
      v128.store(target, zipLanes(operation, v128.load(x, 32), v128.load(y + 2 * second)), 32);
      v128.store(target, zipLanes(operation, v128.load(x, 48), v128.load(y + 3 * second)), 48);
    }
  }
  for (; count >= 4; count -= 4, x += xStep, y += yStep, target += 16) {
    v128.store(target, zipLanes(operation, v128.load(x), v128.load(y)));
  }
  if (count <= 0) return;
  // What lies past a probability need not be one.
  const left = operation == code.BINARY_CROSS_ENTROPY ? loadPartial(x, count) : v128.load(x);
  storePartial(target, zipLanes(operation, left, v128.load(y)), count);
}

export function binaryCrossEntropyBackward(
  count: i32,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  z: usize,
  zStep: usize,
  target: usize,
): void {
  for (; count >= 4; count -= 4, target += 16) {
    const value = binaryCrossEntropyBackward4(v128.load(x), v128.load(y), v128.load(z));
    v128.store(target, value);
    x += xStep;
    y += yStep;
    z += zStep;
  }
  if (count <= 0) return;
  const value = binaryCrossEntropyBackward4(v128.load(x), v128.load(y), v128.load(z));
  storePartial(target, value, count);
}

// @ts-ignore: decorator
@inline
export function chain(
  operation: i32,
  count: i32,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  z: usize,
  zStep: usize,
  w: usize,
  wStep: usize,
  target: usize,
): void {
  for (; count >= 4; count -= 4, target += 16) {
    const value = chainLanes(operation, v128.load(x), v128.load(y), v128.load(z), v128.load(w));
    v128.store(target, value);
    x += xStep;
    y += yStep;
    z += zStep;
    w += wStep;
  }
  if (count <= 0) return;
  const value = chainLanes(operation, v128.load(x), v128.load(y), v128.load(z), v128.load(w));
  storePartial(target, value, count);
}

/** The lanes of a mask as four bytes, 0 or 1, the first lane lowest. */
function packMask(mask: v128): u32 {
  const ones = v128.and(mask, i32x4.splat(1));
  const halves = i16x8.narrow_i32x4_u(ones, ones);
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(halves, halves), 0);
}

/** Four bytes as lanes of int32. */
function unpackBytes(source: usize): v128 {
  const halves = i16x8.extend_low_i8x16_u(v128.load32_zero(source));
  return i32x4.extend_low_i16x8_u(halves);
}

function storeBytes(target: usize, packed: u32, count: i32): void {
  for (; count > 0; count--, target++, packed >>= 8) store<u8>(target, <u8>packed);
}

// @ts-ignore: decorator
@inline
export function compare(
  operation: i32,
  count: i32,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  target: usize,
): void {
  for (; count >= 4; count -= 4, x += xStep, y += yStep, target += 4) {
    store<u32>(target, packMask(compareLanes(operation, v128.load(x), v128.load(y))));
  }
  const rest = packMask(compareLanes(operation, v128.load(x), v128.load(y)));
  storeBytes(target, rest, count);
}

/** Logic of bytes that are 0 or 1, four at a time. */
// @ts-ignore: decorator
@inline
export function logic(
  operation: i32,
  count: i32,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  target: usize,
): void {
  for (; count >= 4; count -= 4, x += xStep, y += yStep, target += 4) {
    store<u32>(target, logicOf(operation, load<u32>(x), load<u32>(y)));
  }
  storeBytes(target, logicOf(operation, load<u32>(x), load<u32>(y)), count);
}

// @ts-ignore: decorator
@inline
function logicOf(operation: i32, x: u32, y: u32): u32 {
  if (operation == code.NOT) return x ^ 0x01010101;
  if (operation == code.AND) return x & y;
  if (operation == code.OR) return x | y;
  return x ^ y;
}

export function fromBytes(count: i32, x: usize, step: usize, target: usize): void {
  for (; count >= 4; count -= 4, x += step, target += 16) {
    v128.store(target, f32x4.convert_i32x4_u(unpackBytes(x)));
  }
  if (count > 0) storePartial(target, f32x4.convert_i32x4_u(unpackBytes(x)), count);
}

/** Where the byte `x` isn't 0 the element `y`, elsewhere `z`. */
export function where(
  count: i32,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  z: usize,
  zStep: usize,
  target: usize,
): void {
  const zero = i32x4.splat(0);
  for (; count >= 4; count -= 4, target += 16) {
    const mask = i32x4.ne(unpackBytes(x), zero);
    v128.store(target, v128.bitselect(v128.load(y), v128.load(z), mask));
    x += xStep;
    y += yStep;
    z += zStep;
  }
  if (count <= 0) return;
  const mask = i32x4.ne(unpackBytes(x), zero);
  storePartial(target, v128.bitselect(v128.load(y), v128.load(z), mask), count);
}

/** Functions of float64, one by one: programs have few of them. A step is that of four elements. */
export function doubles(
  operation: i32,
  count: i32,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  target: usize,
): void {
  for (; count > 0; count--, x += xStep >> 2, y += yStep >> 2) {
    if (operation == code.DEMOTE) {
      store<f32>(target, <f32>load<f64>(x));
      target += 4;
      continue;
    }
    store<f64>(target, doubleOf(operation, x, y));
    target += 8;
  }
}

function doubleOf(operation: i32, x: usize, y: usize): f64 {
  if (operation == code.PROMOTE) return <f64>load<f32>(x);
  const left = load<f64>(x);
  if (operation == code.NEG_DOUBLE) return -left;
  if (operation == code.SQRT_DOUBLE) return sqrt(left);
  const right = load<f64>(y);
  if (operation == code.ADD_DOUBLE) return left + right;
  if (operation == code.SUB_DOUBLE) return left - right;
  if (operation == code.MUL_DOUBLE) return left * right;
  return left / right;
}
