import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import type { DType } from '../dtype.ts';
import { normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { cast, toFloat } from './operand.ts';

/** Options of `softmax` and `logSoftmax`. */
export interface SoftmaxOptions {
  /** Cast to this dtype first. */
  readonly dtype?: DType;
}

/**
 * `exp(x) / sum(exp(x))` along `dim`: what is left is positive and sums to 1.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softmax.html
 */
export function softmax(x: Tensor, dim: number, options: SoftmaxOptions = {}): Tensor {
  const input = options.dtype === undefined ? toFloat(x) : cast(x, options.dtype);
  return apply('softmax', [input], { dim: normalizeDim(dim, x.ndim) });
}

/**
 * The logarithm of {@link softmax}, without loss of digits.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html
 */
export function logSoftmax(x: Tensor, dim: number, options: SoftmaxOptions = {}): Tensor {
  const input = options.dtype === undefined ? toFloat(x) : cast(x, options.dtype);
  return apply('logSoftmax', [input], { dim: normalizeDim(dim, x.ndim) });
}

/**
 * `log(sigmoid(x))`, without overflow.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.logsigmoid.html
 */
export function logSigmoid(x: Tensor): Tensor {
  // log(1 / (1 + e^-x)) = min(x, 0) - log(1 + e^-|x|), whose exponential never exceeds 1.
  const result = x.clamp({ max: 0 }).sub(x.abs().neg().exp().log1p());
  return nameGradient(result, 'LogSigmoidBackward0');
}
