import { demote, promoteHigh } from '../double-math';
import { exp4, log4, sigmoid4, tanh4 } from '../vector-math';
import * as code from '../../src/program-codes';
import { refuse } from './failure';

/** A function of four lanes; with a constant `operation` only its own branch is left. */
// @ts-ignore: decorator
@inline
export function mapLanes(operation: i32, x: v128): v128 {
  if (operation == code.COPY_ELEMENTS) return x;
  if (operation == code.NEG) return f32x4.neg(x);
  if (operation == code.ABS) return f32x4.abs(x);
  if (operation == code.SQRT) return f32x4.sqrt(x);
  if (operation == code.RECIPROCAL) return f32x4.div(f32x4.splat(1), x);
  if (operation == code.RSQRT) return rsqrt4(x);
  if (operation == code.EXP) return exp4(x);
  if (operation == code.LOG) return log4(x);
  if (operation == code.SIGMOID) return sigmoid4(x);
  if (operation == code.TANH) return tanh4(x);
  // A comparison with NaN is false, so that NaN stays.
  if (operation == code.RELU) return v128.andnot(x, f32x4.lt(x, f32x4.splat(0)));
  if (operation == code.FLOOR) return f32x4.floor(x);
  if (operation == code.CEIL) return f32x4.ceil(x);
  if (operation == code.TRUNC) return f32x4.trunc(x);
  if (operation == code.ROUND) return f32x4.nearest(x);
  if (operation == code.SIGN) return sign4(x);
  return f32x4.convert_i32x4_s(x);
}

function rsqrt4(x: v128): v128 {
  const one = f64x2.splat(1);
  const low = f64x2.div(one, f64x2.sqrt(f64x2.promote_low_f32x4(x)));
  return demote(low, f64x2.div(one, f64x2.sqrt(promoteHigh(x))));
}

function sign4(x: v128): v128 {
  const zero = f32x4.splat(0);
  const positive = v128.and(f32x4.splat(1), f32x4.gt(x, zero));
  return v128.or(positive, v128.and(f32x4.splat(-1), f32x4.lt(x, zero)));
}

/** A function of two times four lanes. */
// @ts-ignore: decorator
@inline
export function zipLanes(operation: i32, x: v128, y: v128): v128 {
  if (operation == code.ADD) return f32x4.add(x, y);
  if (operation == code.SUB) return f32x4.sub(x, y);
  if (operation == code.MUL) return f32x4.mul(x, y);
  if (operation == code.DIV) return f32x4.div(x, y);
  if (operation == code.MAXIMUM) return f32x4.max(x, y);
  if (operation == code.MINIMUM) return f32x4.min(x, y);
  if (operation == code.RELU_BACKWARD) return v128.andnot(x, f32x4.le(y, f32x4.splat(0)));
  if (operation == code.SIGMOID_BACKWARD) return sigmoidBackward4(x, y);
  if (operation == code.TANH_BACKWARD) return tanhBackward4(x, y);
  if (operation == code.BINARY_CROSS_ENTROPY) return binaryCrossEntropy4(x, y);
  return i32x4.add(x, y);
}

/** Several operations in one, each rounded. */
// @ts-ignore: decorator
@inline
export function chainLanes(operation: i32, x: v128, y: v128, z: v128, w: v128): v128 {
  if (operation == code.SQRT_DIV_ADD) return f32x4.add(f32x4.div(f32x4.sqrt(x), y), z);
  if (operation == code.SUB_QUOTIENT) return f32x4.sub(x, f32x4.div(f32x4.mul(y, z), w));
  const product = f32x4.mul(x, y);
  if (operation == code.MUL_ADD) return f32x4.add(product, z);
  return f32x4.add(product, f32x4.mul(z, w));
}

// Products of several factors are taken in float64 and rounded once, as the plain kernels do.

// @ts-ignore: decorator
@inline
function sigmoidSlope(gradient: v128, output: v128): v128 {
  return f64x2.mul(f64x2.mul(gradient, f64x2.sub(f64x2.splat(1), output)), output);
}

function sigmoidBackward4(gradient: v128, output: v128): v128 {
  const low = sigmoidSlope(f64x2.promote_low_f32x4(gradient), f64x2.promote_low_f32x4(output));
  return demote(low, sigmoidSlope(promoteHigh(gradient), promoteHigh(output)));
}

// @ts-ignore: decorator
@inline
function tanhSlope(gradient: v128, output: v128): v128 {
  return f64x2.mul(gradient, f64x2.sub(f64x2.splat(1), f64x2.mul(output, output)));
}

function tanhBackward4(gradient: v128, output: v128): v128 {
  const low = tanhSlope(f64x2.promote_low_f32x4(gradient), f64x2.promote_low_f32x4(output));
  return demote(low, tanhSlope(promoteHigh(gradient), promoteHigh(output)));
}

/** Where PyTorch stops the logarithms. */
const SMALLEST_LOG: f32 = -100;

// @ts-ignore: decorator
@inline
function crossEntropy(logComplement: v128, logProbability: v128, target: v128): v128 {
  const missed = f64x2.mul(f64x2.sub(target, f64x2.splat(1)), logComplement);
  return f64x2.sub(missed, f64x2.mul(target, logProbability));
}

function binaryCrossEntropy4(probability: v128, target: v128): v128 {
  const one = f32x4.splat(1);
  const valid = v128.and(f32x4.ge(probability, f32x4.splat(0)), f32x4.le(probability, one));
  if (!i32x4.all_true(valid)) refuseLane(probability);
  const smallest = f32x4.splat(SMALLEST_LOG);
  const complement = f32x4.max(log4(f32x4.sub(one, probability)), smallest);
  const log = f32x4.max(log4(probability), smallest);
  const low = crossEntropy(
    f64x2.promote_low_f32x4(complement),
    f64x2.promote_low_f32x4(log),
    f64x2.promote_low_f32x4(target),
  );
  return demote(low, crossEntropy(promoteHigh(complement), promoteHigh(log), promoteHigh(target)));
}

function refuseLane(x: v128): void {
  checkProbability(f32x4.extract_lane(x, 0));
  checkProbability(f32x4.extract_lane(x, 1));
  checkProbability(f32x4.extract_lane(x, 2));
  checkProbability(f32x4.extract_lane(x, 3));
}

function checkProbability(x: f32): void {
  if (!(x >= 0 && x <= 1)) refuse(x);
}

/** Where PyTorch bounds the slope. */
const SMALLEST_SLOPE: f64 = 1e-12;

// @ts-ignore: decorator
@inline
function crossEntropySlope(gradient: v128, probability: v128, target: v128): v128 {
  const slope = f64x2.mul(f64x2.sub(f64x2.splat(1), probability), probability);
  const error = f64x2.mul(gradient, f64x2.sub(probability, target));
  return f64x2.div(error, f64x2.max(slope, f64x2.splat(SMALLEST_SLOPE)));
}

/** `(gradient, probability, target)`. */
export function binaryCrossEntropyBackward4(
  gradient: v128,
  probability: v128,
  target: v128,
): v128 {
  const low = crossEntropySlope(
    f64x2.promote_low_f32x4(gradient),
    f64x2.promote_low_f32x4(probability),
    f64x2.promote_low_f32x4(target),
  );
  return demote(
    low,
    crossEntropySlope(promoteHigh(gradient), promoteHigh(probability), promoteHigh(target)),
  );
}

/** A comparison of four lanes: all ones where it holds. */
// @ts-ignore: decorator
@inline
export function compareLanes(operation: i32, x: v128, y: v128): v128 {
  if (operation == code.EQ) return f32x4.eq(x, y);
  if (operation == code.NE) return f32x4.ne(x, y);
  if (operation == code.LT) return f32x4.lt(x, y);
  if (operation == code.LE) return f32x4.le(x, y);
  if (operation == code.EQ_INTEGERS) return i32x4.eq(x, y);
  return i32x4.ne(x, y);
}
