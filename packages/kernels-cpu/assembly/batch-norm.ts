import { addProduct } from './add-product';
import { bytes } from './bytes';
import { demote, promoteHigh } from './double-math';
import { loadLanes, storeLanes } from './lanes';

/**
 * Batch normalization of a dense matrix, `rows x channels`, four channels at a time.
 *
 * Sums are kept in float64. What PyTorch computes in float32 is rounded where PyTorch rounds it.
 */

/** Mean and variance of each channel; the variance is divided by `rows`. */
export function batchNormMoments(
  rows: i32,
  channels: i32,
  source: usize,
  mean: usize,
  variance: usize,
): void {
  const rowBytes = bytes(channels);
  const count = f64x2.splat(rows);
  for (; channels > 0; channels -= 4, source += 16, mean += 16, variance += 16) {
    const end = source + <usize>rows * rowBytes;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let from = source; from < end; from += rowBytes) {
      const x = loadLanes(from, channels);
      low = f64x2.add(low, f64x2.promote_low_f32x4(x));
      high = f64x2.add(high, promoteHigh(x));
    }
    const center = demote(f64x2.div(low, count), f64x2.div(high, count));
    storeLanes(mean, center, channels);

    low = f64x2.splat(0);
    high = f64x2.splat(0);
    for (let from = source; from < end; from += rowBytes) {
      const distance = f32x4.sub(loadLanes(from, channels), center);
      const lower = f64x2.promote_low_f32x4(distance);
      const upper = promoteHigh(distance);
      low = f64x2.add(low, f64x2.mul(lower, lower));
      high = f64x2.add(high, f64x2.mul(upper, upper));
    }
    storeLanes(variance, demote(f64x2.div(low, count), f64x2.div(high, count)), channels);
  }
}

/** `1 / sqrt(variance + epsilon)`. */
// @ts-ignore: decorator
@inline
function inverseDeviation(variance: v128, epsilon: f64): v128 {
  const one = f64x2.splat(1);
  const small = f64x2.splat(epsilon);
  const low = f64x2.sqrt(f64x2.add(f64x2.promote_low_f32x4(variance), small));
  const high = f64x2.sqrt(f64x2.add(promoteHigh(variance), small));
  return demote(f64x2.div(one, low), f64x2.div(one, high));
}

/** `(x - mean) / sqrt(variance + epsilon) * weight + bias`, as one product and one sum. */
export function batchNorm(
  rows: i32,
  channels: i32,
  source: usize,
  mean: usize,
  variance: usize,
  epsilon: f64,
  weight: usize,
  bias: usize,
  target: usize,
): void {
  const rowBytes = bytes(channels);
  for (; channels > 0; channels -= 4) {
    const inverse = inverseDeviation(loadLanes(variance, channels), epsilon);
    const factor = f32x4.mul(inverse, loadLanes(weight, channels));
    const center = f32x4.neg(loadLanes(mean, channels));
    const summand = addProduct(loadLanes(bias, channels), center, factor);
    let to = target;
    const end = source + <usize>rows * rowBytes;
    for (let from = source; from < end; from += rowBytes, to += rowBytes) {
      storeLanes(to, addProduct(summand, loadLanes(from, channels), factor), channels);
    }
    source += 16;
    target += 16;
    mean += 16;
    variance += 16;
    weight += 16;
    bias += 16;
  }
}

/** The gradients of {@link batchNorm} with the batch's own moments. */
export function batchNormBackward(
  rows: i32,
  channels: i32,
  gradient: usize,
  source: usize,
  mean: usize,
  variance: usize,
  epsilon: f64,
  weight: usize,
  sourceGradient: usize,
  weightGradient: usize,
  biasGradient: usize,
): void {
  const rowBytes = bytes(channels);
  const count = f32x4.splat(<f32>rows);
  for (; channels > 0; channels -= 4) {
    const center = loadLanes(mean, channels);
    const inverse = inverseDeviation(loadLanes(variance, channels), epsilon);
    const end = <usize>rows * rowBytes;
    let lowSum = f64x2.splat(0);
    let highSum = f64x2.splat(0);
    let lowDot = f64x2.splat(0);
    let highDot = f64x2.splat(0);
    for (let at: usize = 0; at < end; at += rowBytes) {
      const g = loadLanes(gradient + at, channels);
      const distance = f32x4.sub(loadLanes(source + at, channels), center);
      const lowGradient = f64x2.promote_low_f32x4(g);
      const highGradient = promoteHigh(g);
      lowSum = f64x2.add(lowSum, lowGradient);
      highSum = f64x2.add(highSum, highGradient);
      lowDot = f64x2.add(lowDot, f64x2.mul(lowGradient, f64x2.promote_low_f32x4(distance)));
      highDot = f64x2.add(highDot, f64x2.mul(highGradient, promoteHigh(distance)));
    }
    const sum = demote(lowSum, highSum);
    const dot = demote(lowDot, highDot);
    storeLanes(biasGradient, sum, channels);
    storeLanes(weightGradient, f32x4.mul(dot, inverse), channels);

    const meanGradient = f32x4.div(sum, count);
    const slope = f32x4.div(f32x4.mul(f32x4.mul(dot, inverse), inverse), count);
    const scale = loadLanes(weight, channels);
    for (let at: usize = 0; at < end; at += rowBytes) {
      const distance = f32x4.sub(loadLanes(source + at, channels), center);
      const centered = f32x4.sub(loadLanes(gradient + at, channels), meanGradient);
      const straightened = addProduct(centered, f32x4.neg(distance), slope);
      const result = f32x4.mul(f32x4.mul(straightened, inverse), scale);
      storeLanes(sourceGradient + at, result, channels);
    }
    gradient += 16;
    source += 16;
    mean += 16;
    variance += 16;
    weight += 16;
    sourceGradient += 16;
    weightGradient += 16;
    biasGradient += 16;
  }
}
