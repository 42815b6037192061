import * as code from '../../src/program-codes';
import { hasHelp, split } from '../parallel';
import { place, shared } from '../place';
import { adamElements } from './adam';
import {
  binaryCrossEntropyBackward,
  chain,
  compare,
  doubles,
  fromBytes,
  logic,
  map,
  where,
  zip,
} from './elements';

/** Elements of four bytes, or what they share put into `shares`, so that loops load both alike. */
// @ts-ignore: decorator
@inline
function wide(address: usize, step: usize, shares: usize): usize {
  if (step != 0) return address;
  v128.store(shares, v128.load32_splat(address));
  return shares;
}

/** As {@link wide}, for single bytes. */
// @ts-ignore: decorator
@inline
function narrow(address: usize, step: usize, shares: usize): usize {
  if (step != 0) return address;
  store<u32>(shares, <u32>load<u8>(address) * 0x01010101);
  return shares;
}

/** The address of the operand whose four words are at `words`, for this part of this row. */
// @ts-ignore: decorator
@inline
function addressOf(words: usize, row: i32, column: i32): usize {
  const address = load<u32>(words);
  // No array lies so low: it is an offset into the scratch memory of the thread.
  if (address < <u32>code.SCRATCH_BYTES) return place() + address;
  return address + row * load<i32>(words, 4) + column * load<i32>(words, 8);
}

/** One element operation on `count` elements of a row, from `column` on. */
function runElements(words: usize, row: i32, column: i32, count: i32): void {
  const operation = load<i32>(words);
  const target = addressOf(words + 4, row, column);
  const xStep = <usize>load<u32>(words, 28);
  let x = addressOf(words + 16, row, column);

  if (operation <= code.FROM_INTEGER) {
    x = wide(x, xStep, shared(0));
    switch (operation) {
      case code.COPY_ELEMENTS: return map(code.COPY_ELEMENTS, count, x, xStep, target);
      case code.NEG: return map(code.NEG, count, x, xStep, target);
      case code.ABS: return map(code.ABS, count, x, xStep, target);
      case code.SQRT: return map(code.SQRT, count, x, xStep, target);
      case code.RECIPROCAL: return map(code.RECIPROCAL, count, x, xStep, target);
      case code.RSQRT: return map(code.RSQRT, count, x, xStep, target);
      case code.EXP: return map(code.EXP, count, x, xStep, target);
      case code.LOG: return map(code.LOG, count, x, xStep, target);
      case code.SIGMOID: return map(code.SIGMOID, count, x, xStep, target);
      case code.TANH: return map(code.TANH, count, x, xStep, target);
      case code.RELU: return map(code.RELU, count, x, xStep, target);
      case code.FLOOR: return map(code.FLOOR, count, x, xStep, target);
      case code.CEIL: return map(code.CEIL, count, x, xStep, target);
      case code.TRUNC: return map(code.TRUNC, count, x, xStep, target);
      case code.ROUND: return map(code.ROUND, count, x, xStep, target);
      case code.SIGN: return map(code.SIGN, count, x, xStep, target);
      case code.FROM_INTEGER: return map(code.FROM_INTEGER, count, x, xStep, target);
    }
  }

  const yStep = <usize>load<u32>(words, 44);
  let y = addressOf(words + 32, row, column);
  if (operation <= code.ADD_INTEGERS) {
    x = wide(x, xStep, shared(0));
    y = wide(y, yStep, shared(1));
    switch (operation) {
      case code.ADD: return zip(code.ADD, count, x, xStep, y, yStep, target);
      case code.SUB: return zip(code.SUB, count, x, xStep, y, yStep, target);
      case code.MUL: return zip(code.MUL, count, x, xStep, y, yStep, target);
      case code.DIV: return zip(code.DIV, count, x, xStep, y, yStep, target);
      case code.MAXIMUM: return zip(code.MAXIMUM, count, x, xStep, y, yStep, target);
      case code.MINIMUM: return zip(code.MINIMUM, count, x, xStep, y, yStep, target);
      case code.RELU_BACKWARD: return zip(code.RELU_BACKWARD, count, x, xStep, y, yStep, target);
      case code.SIGMOID_BACKWARD: return zip(code.SIGMOID_BACKWARD, count, x, xStep, y, yStep, target);
      case code.TANH_BACKWARD: return zip(code.TANH_BACKWARD, count, x, xStep, y, yStep, target);
      case code.BINARY_CROSS_ENTROPY: return zip(code.BINARY_CROSS_ENTROPY, count, x, xStep, y, yStep, target);
      case code.ADD_INTEGERS: return zip(code.ADD_INTEGERS, count, x, xStep, y, yStep, target);
    }
  }

  if (operation <= code.NE_INTEGERS && operation != code.BINARY_CROSS_ENTROPY_BACKWARD) {
    x = wide(x, xStep, shared(0));
    y = wide(y, yStep, shared(1));
    switch (operation) {
      case code.EQ: return compare(code.EQ, count, x, xStep, y, yStep, target);
      case code.NE: return compare(code.NE, count, x, xStep, y, yStep, target);
      case code.LT: return compare(code.LT, count, x, xStep, y, yStep, target);
      case code.LE: return compare(code.LE, count, x, xStep, y, yStep, target);
      case code.EQ_INTEGERS: return compare(code.EQ_INTEGERS, count, x, xStep, y, yStep, target);
      case code.NE_INTEGERS: return compare(code.NE_INTEGERS, count, x, xStep, y, yStep, target);
    }
  }

  if (operation >= code.MUL_ADD) {
    x = wide(x, xStep, shared(0));
    y = wide(y, yStep, shared(1));
    return runChain(operation, words, row, column, count, x, xStep, y, yStep, target);
  }
  if (operation >= code.PROMOTE) return doubles(operation, count, x, xStep, y, yStep, target);

  const zStep = <usize>load<u32>(words, 60);
  let z = addressOf(words + 48, row, column);
  if (operation == code.BINARY_CROSS_ENTROPY_BACKWARD) {
    x = wide(x, xStep, shared(0));
    y = wide(y, yStep, shared(1));
    z = wide(z, zStep, shared(2));
    return binaryCrossEntropyBackward(count, x, xStep, y, yStep, z, zStep, target);
  }

  x = narrow(x, xStep, shared(0));
  if (operation == code.FROM_BYTE) return fromBytes(count, x, xStep, target);
  if (operation == code.WHERE) {
    y = wide(y, yStep, shared(1));
    z = wide(z, zStep, shared(2));
    return where(count, x, xStep, y, yStep, z, zStep, target);
  }
  y = narrow(y, yStep, shared(1));
  switch (operation) {
    case code.NOT: return logic(code.NOT, count, x, xStep, y, yStep, target);
    case code.AND: return logic(code.AND, count, x, xStep, y, yStep, target);
    case code.OR: return logic(code.OR, count, x, xStep, y, yStep, target);
    case code.XOR: return logic(code.XOR, count, x, xStep, y, yStep, target);
  }
}

/** The address of operand 1 to 4 of the `index`-th operation from `words` on, 0 is its target. */
// @ts-ignore: decorator
@inline
function operandOf(words: usize, index: i32, operand: i32, row: i32, column: i32): usize {
  const at = words + index * (code.ELEMENT_WORDS << 2) + (operand == 0 ? 4 : operand << 4);
  return addressOf(at, row, column);
}

/** An update by Adam of `count` elements of a row, from `column` on. */
function runAdam(words: usize, row: i32, column: i32, count: i32): void {
  adamElements(
    count,
    operandOf(words, 4, 0, row, column),
    operandOf(words, 0, 3, row, column),
    operandOf(words, 0, 0, row, column),
    operandOf(words, 2, 0, row, column),
    operandOf(words, 0, 2, row, column),
    operandOf(words, 0, 4, row, column),
    operandOf(words, 1, 2, row, column),
    operandOf(words, 2, 2, row, column),
    operandOf(words, 3, 2, row, column),
    operandOf(words, 3, 3, row, column),
    operandOf(words, 4, 3, row, column),
  );
}

/** The rest of {@link runElements} for several operations in one. */
function runChain(
  operation: i32,
  words: usize,
  row: i32,
  column: i32,
  count: i32,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  target: usize,
): void {
  const zStep = <usize>load<u32>(words, 60);
  const z = wide(addressOf(words + 48, row, column), zStep, shared(2));
  if (operation == code.MUL_ADD) {
    return chain(code.MUL_ADD, count, x, xStep, y, yStep, z, zStep, z, zStep, target);
  }
  if (operation == code.SQRT_DIV_ADD) {
    return chain(code.SQRT_DIV_ADD, count, x, xStep, y, yStep, z, zStep, z, zStep, target);
  }
  const wStep = <usize>load<u32>(words, 76);
  const w = wide(addressOf(words + 64, row, column), wStep, shared(3));
  if (operation == code.MUL_ADD_MUL) {
    return chain(code.MUL_ADD_MUL, count, x, xStep, y, yStep, z, zStep, w, wStep, target);
  }
  chain(code.SUB_QUOTIENT, count, x, xStep, y, yStep, z, zStep, w, wStep, target);
}

/** Element operations, all counted, from which on a group is shared with other threads. */
const SHARED: i64 = 65_536;

/** Element operations that are a part, at least. */
const PART: i32 = 16_384;

/** The group that is run now. Threads that help read it. */
const GROUP: usize = memory.data(16, 16);

/** Parts of rows that a part takes, one after the other. */
const CHUNKS: usize = GROUP + 4;

/**
 * A group of element operations on `rows x columns` elements, a part of a row at a time, so that
 * what one operation leaves to the next stays in the first-level cache. Returns where the next
 * instruction begins.
 */
export function runGroup(at: usize): usize {
  const rows = load<i32>(at, 4);
  const columns = load<i32>(at, 8);
  const operations = load<i32>(at, 12);
  const across = (columns + code.CHUNK - 1) / code.CHUNK;
  const isShared =
    hasHelp() && <i64>rows * columns * operations >= SHARED && !mayRefuse(at, operations);
  if (!isShared) {
    runChunks(at, 0, rows * across);
    return endOf(at);
  }
  const chunks = max(1, PART / (operations * min(columns, code.CHUNK)));
  store<u32>(GROUP, <u32>at);
  store<i32>(CHUNKS, chunks);
  split(groupPart, (rows * across + chunks - 1) / chunks);
  return endOf(at);
}

function endOf(at: usize): usize {
  return at + 16 + <usize>load<i32>(at, 12) * (code.ELEMENT_WORDS << 2);
}

/** Whether the group has an operation that stops the program, which only one thread can. */
function mayRefuse(at: usize, operations: i32): bool {
  for (at += 16; operations > 0; operations--, at += code.ELEMENT_WORDS << 2) {
    if (load<i32>(at) == code.BINARY_CROSS_ENTROPY) return true;
  }
  return false;
}

function groupPart(index: i32): void {
  const chunks = load<i32>(CHUNKS);
  runChunks(<usize>load<u32>(GROUP), index * chunks, (index + 1) * chunks);
}

/** Parts of rows from `begin` to `end`, counted row by row. */
function runChunks(at: usize, begin: i32, end: i32): void {
  const columns = load<i32>(at, 8);
  const across = (columns + code.CHUNK - 1) / code.CHUNK;
  const first = at + 16;
  const last = endOf(at);
  let row = begin / across;
  let column = (begin % across) * code.CHUNK;
  for (let chunk = min(end, load<i32>(at, 4) * across) - begin; chunk > 0; chunk--) {
    const count = min(columns - column, code.CHUNK);
    for (let words = first; words < last; words += code.ELEMENT_WORDS << 2) {
      if (load<i32>(words) == code.ADAM) {
        runAdam(words, row, column, count);
        words += (code.ADAM_OPERATIONS - 1) * (code.ELEMENT_WORDS << 2);
      } else runElements(words, row, column, count);
    }
    column += code.CHUNK;
    if (column >= columns) {
      column = 0;
      row++;
    }
  }
}
