import { demote, expDouble, logDouble, promoteHigh } from './double-math';
import { loadLanes, storeLanes } from './lanes';
import { bytes } from './bytes';
import { hasHelp, split } from './parallel';

/** `exp` of four float32 lanes. */
export function exp4(x: v128): v128 {
  return demote(expDouble(f64x2.promote_low_f32x4(x)), expDouble(promoteHigh(x)));
}

/** `log` of four float32 lanes: of 0 minus infinity, of less NaN. */
export function log4(x: v128): v128 {
  const value = demote(logDouble(f64x2.promote_low_f32x4(x)), logDouble(promoteHigh(x)));
  const zero = f32x4.splat(0);
  const usual = v128.and(f32x4.gt(x, zero), f32x4.lt(x, f32x4.splat(Infinity)));
  if (i32x4.all_true(usual)) return value;
  // What is neither positive nor zero nor negative is NaN, and infinity is its own logarithm.
  let unusual = v128.bitselect(f32x4.splat(NaN), x, f32x4.lt(x, zero));
  unusual = v128.bitselect(f32x4.splat(-Infinity), unusual, f32x4.eq(x, zero));
  return v128.bitselect(value, unusual, usual);
}

/** `1 / (1 + exp(-x))` of four float32 lanes. */
export function sigmoid4(x: v128): v128 {
  return demote(sigmoidDouble(f64x2.promote_low_f32x4(x)), sigmoidDouble(promoteHigh(x)));
}

// @ts-ignore: decorator
@inline
function sigmoidDouble(x: v128): v128 {
  const one = f64x2.splat(1);
  return f64x2.div(one, f64x2.add(one, expDouble(f64x2.neg(x))));
}

/** `tanh` of four float32 lanes. */
export function tanh4(x: v128): v128 {
  return demote(tanhDouble(f64x2.promote_low_f32x4(x)), tanhDouble(promoteHigh(x)));
}

/** Below it the difference from 1 would lose digits, and four terms of the series are exact enough. */
const TANH_SERIES_LIMIT: f64 = 0.02;

// @ts-ignore: decorator
@inline
function tanhDouble(x: v128): v128 {
  const one = f64x2.splat(1);
  const power = expDouble(f64x2.add(x, x));
  const value = f64x2.sub(one, f64x2.div(f64x2.splat(2), f64x2.add(power, one)));

  const square = f64x2.mul(x, x);
  let series = f64x2.add(f64x2.mul(square, f64x2.splat(-17.0 / 315)), f64x2.splat(2.0 / 15));
  series = f64x2.add(f64x2.mul(square, series), f64x2.splat(-1.0 / 3));
  series = f64x2.mul(x, f64x2.add(one, f64x2.mul(square, series)));
  return v128.bitselect(series, value, f64x2.lt(f64x2.abs(x), f64x2.splat(TANH_SERIES_LIMIT)));
}

const EXP = 0;
const LOG = 1;
const SIGMOID = 2;
const TANH = 3;
const SQUARE_ROOT = 4;
const RECIPROCAL = 5;
const NEGATE = 6;
const ABSOLUTE = 7;

// @ts-ignore: decorator
@inline
function apply(operation: i32, x: v128): v128 {
  if (operation == EXP) return exp4(x);
  if (operation == LOG) return log4(x);
  if (operation == SIGMOID) return sigmoid4(x);
  if (operation == TANH) return tanh4(x);
  if (operation == SQUARE_ROOT) return f32x4.sqrt(x);
  if (operation == RECIPROCAL) return f32x4.div(f32x4.splat(1), x);
  if (operation == NEGATE) return f32x4.neg(x);
  return f32x4.abs(x);
}

/** The call that is computed now. Threads that help read it. */
@unmanaged
class Call {
  operation: i32;
  source: usize;
  target: usize;
  count: i32;
}

const CALL: usize = memory.data(16, 16);

/** Values from which on a function is shared with other threads, and that are a part. */
const SHARED: i32 = 16_384;
const PART: i32 = 4096;

function map(operation: i32, source: usize, target: usize, count: i32): void {
  if (!hasHelp() || count < SHARED) return loopOf(operation, source, target, count);
  const call = changetype<Call>(CALL);
  call.operation = operation;
  call.source = source;
  call.target = target;
  call.count = count;
  split(mapPart, (count + PART - 1) / PART);
}

function mapPart(index: i32): void {
  const call = changetype<Call>(CALL);
  const begin = index * PART;
  const shift = bytes(begin);
  loopOf(call.operation, call.source + shift, call.target + shift, min(call.count - begin, PART));
}

function loopOf(operation: i32, source: usize, target: usize, count: i32): void {
  switch (operation) {
    case EXP: return loop(EXP, source, target, count);
    case LOG: return loop(LOG, source, target, count);
    case SIGMOID: return loop(SIGMOID, source, target, count);
    case TANH: return loop(TANH, source, target, count);
    case SQUARE_ROOT: return loop(SQUARE_ROOT, source, target, count);
    case RECIPROCAL: return loop(RECIPROCAL, source, target, count);
    case NEGATE: return loop(NEGATE, source, target, count);
    default: return loop(ABSOLUTE, source, target, count);
  }
}

/** Inlined with a constant `operation`, so that each function gets a loop of its own. */
// @ts-ignore: decorator
@inline
function loop(operation: i32, source: usize, target: usize, count: i32): void {
  for (; count > 0; count -= 4, source += 16, target += 16) {
    storeLanes(target, apply(operation, loadLanes(source, count)), count);
  }
}

export function exp(source: usize, target: usize, count: i32): void {
  map(EXP, source, target, count);
}

export function log(source: usize, target: usize, count: i32): void {
  map(LOG, source, target, count);
}

export function sigmoid(source: usize, target: usize, count: i32): void {
  map(SIGMOID, source, target, count);
}

export function tanh(source: usize, target: usize, count: i32): void {
  map(TANH, source, target, count);
}

export function sqrt(source: usize, target: usize, count: i32): void {
  map(SQUARE_ROOT, source, target, count);
}

export function reciprocal(source: usize, target: usize, count: i32): void {
  map(RECIPROCAL, source, target, count);
}

export function neg(source: usize, target: usize, count: i32): void {
  map(NEGATE, source, target, count);
}

export function abs(source: usize, target: usize, count: i32): void {
  map(ABSOLUTE, source, target, count);
}
