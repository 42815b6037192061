import type { Offset } from './offset.ts';

/** Batch normalization of a dense float32 matrix, `rows x channels`. */
export interface BatchNormFunctions {
  /** Mean and variance of each channel; the variance is divided by `rows`. */
  batchNormMoments(
    rows: number,
    channels: number,
    source: Offset,
    mean: Offset,
    variance: Offset,
  ): void;

  /** `(x - mean) / sqrt(variance + epsilon) * weight + bias`; `target` may be `source`. */
  batchNorm(
    rows: number,
    channels: number,
    source: Offset,
    mean: Offset,
    variance: Offset,
    epsilon: number,
    weight: Offset,
    bias: Offset,
    target: Offset,
  ): void;

  /**
   * The gradients of {@link batchNorm} in training, where mean and variance are the batch's own.
   * `sourceGradient` may be `gradient`.
   */
  batchNormBackward(
    rows: number,
    channels: number,
    gradient: Offset,
    source: Offset,
    mean: Offset,
    variance: Offset,
    epsilon: number,
    weight: Offset,
    sourceGradient: Offset,
    weightGradient: Offset,
    biasGradient: Offset,
  ): void;
}
