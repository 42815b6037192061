import { BatchNorm } from './batch-norm.ts';

/**
 * Normalizes each channel to mean 0 and variance 1 over the batch: `(N, C, H, W)`, shapes kept.
 *
 * In training it uses the batch's mean and variance, and lets running ones follow; after `eval()`
 * it uses those.
 *
 * @example
 * ```ts
 * new BatchNorm2d(100)(zeros(20, 100, 35, 45));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
 */
export class BatchNorm2d extends BatchNorm {
  protected override get inputDims(): readonly number[] {
    return [4];
  }
}
