import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import type { DType } from '../dtype.ts';
import { normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { cast, toFloat } from './operand.ts';

/** Options of `softmax` and `logSoftmax`. */
export interface SoftmaxOptions {
  /** The dim that sums to 1, where it isn't given by position. */
  readonly dim?: number;
  /** Cast to this dtype first. */
  readonly dtype?: DType;
}

type SoftmaxDim = number | (SoftmaxOptions & { readonly dim: number });

function normalized(
  primitive: 'softmax' | 'logSoftmax',
  x: Tensor,
  dim: SoftmaxDim,
  options: SoftmaxOptions,
): Tensor {
  if (typeof dim === 'object') return normalized(primitive, x, dim.dim, dim);
  const input = options.dtype === undefined ? toFloat(x) : cast(x, options.dtype);
  return apply(primitive, [input], { dim: normalizeDim(dim, x.ndim) });
}

/**
 * `exp(x) / sum(exp(x))` along `dim`: what is left is positive and sums to 1.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softmax.html
 */
export function softmax(x: Tensor, dim: SoftmaxDim, options: SoftmaxOptions = {}): Tensor {
  return normalized('softmax', x, dim, options);
}

/**
 * The logarithm of {@link softmax}, without loss of digits.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html
 */
export function logSoftmax(x: Tensor, dim: SoftmaxDim, options: SoftmaxOptions = {}): Tensor {
  return normalized('logSoftmax', x, dim, options);
}

/**
 * `log(sigmoid(x))`, without overflow.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.logsigmoid.html
 */
export function logSigmoid(x: Tensor): Tensor {
  // log(1 / (1 + e^-x)) = min(x, 0) - log(1 + e^-|x|), whose exponential never exceeds 1.
  // The minimum shares its gradient between equals, so that it is 1/2 at 0.
  const result = x.minimum(0).sub(x.abs().neg().exp().log1p());
  return nameGradient(result, 'LogSigmoidBackward0');
}
