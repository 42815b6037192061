import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { ShapeError } from '../errors.ts';
import type { ReductionParams } from '../primitives/signatures.ts';
import { formatShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { where } from './comparison.ts';
import { toFloat } from './operand.ts';
import { countAlong, requireFloat } from './reduction-inputs.ts';
import { type DimOrOptions, parseReduction, type ReductionOptions } from './reduction-options.ts';
import { mean } from './reductions.ts';

/** Options of `variance` and `std`. */
export interface VarianceOptions extends ReductionOptions {
  /** Divide by `N - 1` rather than `N`. Default true. */
  readonly unbiased?: boolean;
  /** Divide by `N - correction`; takes the place of `unbiased`. Default 1. */
  readonly correction?: number;
}

/**
 * The variance over dims: the mean squared distance from the mean, divided by `N - 1` unless
 * `unbiased` is false or `correction` says otherwise.
 *
 * Called `var` on tensors and in PyTorch; `var` is a reserved word in JavaScript.
 *
 * @throws {DTypeError} for integers and bools.
 * @see https://pytorch.org/docs/stable/generated/torch.var.html
 */
export function variance(
  x: Tensor,
  dim?: DimOrOptions<VarianceOptions> | boolean,
  unbiased?: boolean,
  keepdim?: boolean,
): Tensor {
  requireFloat('var', x);
  const { params, correction } = varianceParams(x, dim, unbiased, keepdim);
  const distance = x.sub(mean(x, params.dims, true));
  const divisor = Math.max(countAlong(x, params.dims) - correction, 0);
  const total = apply('sum', [distance.mul(distance)], params);
  return nameGradient(total.div(divisor), 'VarBackward0');
}

function varianceParams(
  x: Tensor,
  dim: DimOrOptions<VarianceOptions> | boolean,
  unbiased: boolean | undefined,
  keepdim: boolean | undefined,
): { params: ReductionParams; correction: number } {
  if (typeof dim === 'boolean') return varianceParams(x, null, dim, keepdim);
  const { params, options } = parseReduction<VarianceOptions>(x, dim, keepdim);
  const isUnbiased = options.unbiased ?? unbiased ?? true;
  return { params, correction: options.correction ?? (isUnbiased ? 1 : 0) };
}

/**
 * The standard deviation over dims, the square root of {@link variance}. Where all elements are
 * equal it is 0 and so is its gradient.
 *
 * @throws {DTypeError} for integers and bools.
 * @see https://pytorch.org/docs/stable/generated/torch.std.html
 */
export function std(
  x: Tensor,
  dim?: DimOrOptions<VarianceOptions> | boolean,
  unbiased?: boolean,
  keepdim?: boolean,
): Tensor {
  const spread = variance(x, dim, unbiased, keepdim);
  // The slope of the square root at 0 is infinite, so the gradient goes around it.
  const isZero = spread.eq(0);
  const root = where(isZero, 1, spread).sqrt();
  return nameGradient(where(isZero, 0, root), 'StdBackward0');
}

/** Options of `norm`. */
export interface NormOptions extends ReductionOptions {
  /** The exponent; `Infinity` and `-Infinity` take the largest and smallest magnitude. Default 2. */
  readonly p?: number | 'fro';
}

/**
 * The p-norm over dims, `(sum |x|^p)^(1/p)`.
 *
 * @throws {DTypeError} for integers and bools.
 * @see https://pytorch.org/docs/stable/generated/torch.norm.html
 */
export function norm(
  x: Tensor,
  p: number | 'fro' | NormOptions = 2,
  dim?: DimOrOptions<ReductionOptions>,
  keepdim?: boolean,
): Tensor {
  requireFloat('norm', x);
  if (typeof p === 'object') return norm(x, p.p, p);
  const { params } = parseReduction(x, dim, keepdim);
  const result = apply('norm', [x], { ...params, p: p === 'fro' ? 2 : p });
  return nameGradient(result, 'NormBackward1');
}

/**
 * The logarithm of the sum of exponentials over dims, without overflow.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.logsumexp.html
 */
export function logsumexp(
  x: Tensor,
  dim: DimOrOptions<ReductionOptions>,
  keepdim?: boolean,
): Tensor {
  const { params } = parseReduction(x, dim, keepdim);
  const input = toFloat(x);
  if (x.numel() === 0)
    return nameGradient(apply('sum', [input.exp()], params).log(), 'LogsumexpBackward0');
  const largest = apply('amax', [input.detach()], { dims: params.dims, keepdim: true });
  // An infinite maximum would turn into NaN when it is subtracted from itself.
  const shift = where(largest.isfinite(), largest, 0);
  const total = apply('sum', [input.sub(shift).exp()], params);
  const kept = params.keepdim ? shift : shift.reshape(total.shape);
  return nameGradient(total.log().add(kept), 'LogsumexpBackward0');
}

/**
 * The covariance of the rows of a matrix, each a variable whose observations are the columns:
 * `(N, M) -> (N, N)`, `(M) -> ()`.
 *
 * @param options.correction - divide by `M - correction`. Default 1.
 * @throws {ShapeError} for more than 2 dims.
 * @see https://pytorch.org/docs/stable/generated/torch.cov.html
 */
export function cov(x: Tensor, options: { readonly correction?: number } = {}): Tensor {
  if (x.ndim > 2) throw new ShapeError(`cov takes a matrix; got shape ${formatShape(x.shape)}`);
  const rows = toFloat(x.ndim === 2 ? x : x.reshape(1, -1));
  const distance = rows.sub(mean(rows, 1, true));
  const divisor = Math.max((rows.shape[1] as number) - (options.correction ?? 1), 0);
  const covariance = distance.matmul(distance.t()).div(divisor);
  return x.ndim === 2 ? covariance : covariance.reshape([]);
}
