import { addProduct, addScaled } from './add-product';
import { bytes } from './bytes';
import { loadLanes, storeLanes } from './lanes';
import { hasHelp, split } from './parallel';

/**
 * Updates of parameters in one pass, every operation in PyTorch's order and rounding.
 *
 * Hyperparameters come in float64, as Python holds them, and are rounded to float32 where
 * PyTorch hands them to a float32 kernel.
 */

function splat(value: f64): v128 {
  return f32x4.splat(<f32>value);
}

/** `base ** exponent` by repeated squaring, within a few roundings of float64. */
function power(base: f64, exponent: i32): f64 {
  let result: f64 = 1;
  for (; exponent > 0; exponent >>= 1, base *= base) {
    if ((exponent & 1) != 0) result *= base;
  }
  return result;
}

/** Stochastic gradient descent; without momentum `velocity` is not touched, else `step` 1 starts it. */
export function sgd(
  parameter: usize,
  gradient: usize,
  velocity: usize,
  count: i32,
  step: i32,
  learningRate: f64,
  momentum: f64,
  dampening: f64,
  weightDecay: f64,
  nesterov: bool,
  maximize: bool,
): void {
  const keep = splat(momentum);
  for (; count > 0; count -= 4) {
    const p = loadLanes(parameter, count);
    let g = loadLanes(gradient, count);
    if (maximize) g = f32x4.neg(g);
    if (weightDecay != 0) g = addScaled(g, p, weightDecay);
    if (momentum != 0) {
      let v = g;
      if (step > 1) v = addScaled(f32x4.mul(loadLanes(velocity, count), keep), g, 1 - dampening);
      storeLanes(velocity, v, count);
      g = nesterov ? addScaled(g, v, momentum) : v;
      velocity += 16;
    }
    storeLanes(parameter, addScaled(p, g, -learningRate), count);
    parameter += 16;
    gradient += 16;
  }
}

/** An update by Adam, with what depends on the step worked out. Threads that help read it. */
@unmanaged
class AdamUpdate {
  parameter: usize;
  gradient: usize;
  mean: usize;
  square: usize;
  count: i32;
  decoupled: bool;
  maximize: bool;
  rate: f64;
  correction: f64;
  shrink: f64;
  beta1: f64;
  beta2: f64;
  epsilon: f64;
  weightDecay: f64;
}

const UPDATE: usize = memory.data(96, 16);

/** Parameters from which on an update is shared with other threads, and that are a part. */
const SHARED: i32 = 16_384;
const PART: i32 = 4096;

/** Adam, or AdamW where weight decay is `decoupled` from the gradient. `step` counts from 1. */
export function adam(
  parameter: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  count: i32,
  step: i32,
  learningRate: f64,
  beta1: f64,
  beta2: f64,
  epsilon: f64,
  weightDecay: f64,
  decoupled: bool,
  maximize: bool,
): void {
  const update = changetype<AdamUpdate>(UPDATE);
  update.parameter = parameter;
  update.gradient = gradient;
  update.mean = mean;
  update.square = square;
  update.count = count;
  update.decoupled = decoupled;
  update.maximize = maximize;
  update.rate = -learningRate / (1 - power(beta1, step));
  update.correction = Math.sqrt(1 - power(beta2, step));
  update.shrink = 1 - learningRate * weightDecay;
  update.beta1 = beta1;
  update.beta2 = beta2;
  update.epsilon = epsilon;
  update.weightDecay = weightDecay;
  if (hasHelp() && count >= SHARED) split(adamPart, (count + PART - 1) / PART);
  else adamOf(update, 0, count);
}

function adamPart(index: i32): void {
  const update = changetype<AdamUpdate>(UPDATE);
  const begin = index * PART;
  adamOf(update, begin, min(update.count - begin, PART));
}

function adamOf(update: AdamUpdate, begin: i32, count: i32): void {
  let parameter = update.parameter + bytes(begin);
  let gradient = update.gradient + bytes(begin);
  let mean = update.mean + bytes(begin);
  let square = update.square + bytes(begin);
  const weightDecay = update.weightDecay;
  const beta1 = update.beta1;
  const maximize = update.maximize;
  const keepMean = splat(beta1);
  const keepSquare = splat(update.beta2);
  const takeSquare = splat(1 - update.beta2);
  const rate = splat(update.rate);
  const correction = splat(update.correction);
  const smallest = splat(update.epsilon);
  const shrink = splat(update.shrink);
  const couples = weightDecay != 0 && !update.decoupled;
  const shrinks = weightDecay != 0 && update.decoupled;
  for (; count > 0; count -= 4) {
    let p = loadLanes(parameter, count);
    let g = loadLanes(gradient, count);
    if (maximize) g = f32x4.neg(g);
    if (shrinks) p = f32x4.mul(p, shrink);
    if (couples) g = addScaled(g, p, weightDecay);
    const m = addScaled(f32x4.mul(loadLanes(mean, count), keepMean), g, 1 - beta1);
    const v = addProduct(
      f32x4.mul(loadLanes(square, count), keepSquare),
      f32x4.mul(takeSquare, g),
      g,
    );
    const deviation = f32x4.add(f32x4.div(f32x4.sqrt(v), correction), smallest);
    storeLanes(mean, m, count);
    storeLanes(square, v, count);
    storeLanes(parameter, f32x4.add(p, f32x4.div(f32x4.mul(rate, m), deviation)), count);
    parameter += 16;
    gradient += 16;
    mean += 16;
    square += 16;
  }
}
