import { BatchNorm } from './batch-norm.ts';

/**
 * Normalizes each channel to mean 0 and variance 1 over the batch: `(N, C)` or `(N, C, L)`, shapes kept.
 *
 * In training it uses the batch's mean and variance, and lets running ones follow; after `eval()`
 * it uses those.
 *
 * @example
 * ```ts
 * new BatchNorm1d(100)(zeros(20, 100));
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html
 */
export class BatchNorm1d extends BatchNorm {
  protected override get inputDims(): readonly number[] {
    return [2, 3];
  }
}
