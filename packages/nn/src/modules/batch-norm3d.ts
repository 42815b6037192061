import { BatchNorm } from './batch-norm.ts';

/**
 * Normalizes each channel to mean 0 and variance 1 over the batch: `(N, C, D, H, W)`, shapes kept.
 *
 * In training it uses the batch's mean and variance, and lets running ones follow; after `eval()`
 * it uses those.
 *
 * @example
 * ```ts
 * new BatchNorm3d(3)(zeros(2, 3, 4, 5, 6));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm3d.html
 */
export class BatchNorm3d extends BatchNorm {
  protected override get inputDims(): readonly number[] {
    return [5];
  }
}
