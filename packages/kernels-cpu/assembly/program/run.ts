import { bytes } from '../bytes';
import { multiply } from '../gemm';
import { bernoulli, uniform } from '../random';
import { sumColumns, sumRows } from '../reductions';
import { logSoftmax, softmax } from '../softmax';
import * as code from '../../src/program-codes';
import { takeFailure } from './failure';
import { runGroup } from './group';
import { product } from './product';

/** The `index`-th word of the instruction at `at`. */
// @ts-ignore: decorator
@inline
function word(at: usize, index: usize): i32 {
  return load<i32>(at + (index << 2));
}

/** Runs a program so many times; returns how often it was still to run when it had to stop, or 0. */
export function run(program: usize, times: i32): i32 {
  for (; times > 0; times--) {
    if (!runOnce(program)) return times;
  }
  return 0;
}

function runOnce(at: usize): bool {
  for (let operation = word(at, 0); operation != code.END; operation = word(at, 0)) {
    switch (operation) {
      case code.GROUP: {
        at = runGroup(at);
        if (takeFailure()) return false;
        break;
      }
      case code.PRODUCT: {
        product(
          word(at, 1),
          word(at, 2),
          word(at, 3),
          word(at, 4),
          word(at, 5),
          word(at, 6),
          word(at, 7),
          word(at, 8),
          word(at, 9),
          word(at, 10),
          word(at, 11),
          word(at, 12),
          word(at, 13),
        );
        at += 56;
        break;
      }
      case code.GEMM: {
        gemm(at);
        at += 56;
        break;
      }
      case code.SUM: {
        sum(word(at, 1), word(at, 2), word(at, 3), word(at, 4), word(at, 5));
        at += 24;
        break;
      }
      case code.SOFTMAX: {
        softmax(word(at, 1), word(at, 2), word(at, 3), word(at, 4));
        at += 20;
        break;
      }
      case code.LOG_SOFTMAX: {
        logSoftmax(word(at, 1), word(at, 2), word(at, 3), word(at, 4));
        at += 20;
        break;
      }
      case code.COPY: {
        copy(at);
        at += 36;
        break;
      }
      case code.FILL: {
        fill(word(at, 1), word(at, 2), word(at, 3));
        at += 16;
        break;
      }
      case code.UNIFORM: {
        uniform(word(at, 1), word(at, 2), word(at, 3), load<f32>(at, 16), load<f32>(at, 20));
        at += 24;
        break;
      }
      case code.BERNOULLI: {
        bernoulli(word(at, 1), word(at, 2), word(at, 3), load<f64>(at, 16), 1);
        at += 24;
        break;
      }
    }
  }
  return true;
}

function gemm(at: usize): void {
  const bias = <usize>word(at, 10);
  multiply(
    word(at, 1) != 0,
    word(at, 2) != 0,
    word(at, 3),
    word(at, 4),
    word(at, 5),
    1,
    word(at, 6),
    word(at, 7),
    word(at, 8),
    word(at, 9),
    bias == 0 ? 0 : 1,
    bias,
    0,
    word(at, 11),
    word(at, 12),
    word(at, 13),
  );
}

function sum(outer: i32, length: i32, inner: i32, source: usize, target: usize): void {
  if (inner == 1) return sumRows(outer, length, source, length, target);
  for (; outer > 0; outer--, target += bytes(inner)) {
    sumColumns(length, inner, source, inner, target);
    source += bytes(length * inner);
  }
}

function copy(at: usize): void {
  const columns = word(at, 2);
  let source = <usize>word(at, 3);
  let target = <usize>word(at, 6);
  for (let rows = word(at, 1); rows > 0; rows--) {
    let x = source;
    let y = target;
    for (let column = columns; column > 0; column--) {
      store<u32>(y, load<u32>(x));
      x += word(at, 5);
      y += word(at, 8);
    }
    source += word(at, 4);
    target += word(at, 7);
  }
}

function fill(target: usize, count: i32, bits: i32): void {
  const values = i32x4.splat(bits);
  for (; count >= 4; count -= 4, target += 16) v128.store(target, values);
  for (; count > 0; count--, target += 4) store<i32>(target, bits);
}
