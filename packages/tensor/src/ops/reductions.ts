import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { type DType, isFloatingPoint } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import { normalizeDim, normalizeDims } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { where } from './comparison.ts';
import { cast, toFloat } from './operand.ts';
import {
  type DimOrOptions,
  type Dims,
  type ReductionOptions,
  reductionParams,
  type SumOptions,
} from './reduction-options.ts';

function countAlong(x: Tensor, dims: readonly number[]): number {
  return dims.reduce((count, dim) => count * (x.shape[dim] as number), 1);
}

/** Integers and bools sum in int32, PyTorch's int64. */
function summable(x: Tensor, dtype: DType | undefined): Tensor {
  return cast(x, dtype ?? (isFloatingPoint(x.dtype) ? x.dtype : 'int32'));
}

function requireFloat(name: string, x: Tensor): void {
  if (!isFloatingPoint(x.dtype)) {
    throw new DTypeError(`${name} takes a floating point tensor; got ${x.dtype}; cast it with float()`);
  }
}

/**
 * The sum over dims. Integers and bools give int32.
 *
 * @example
 * ```ts
 * const x = tensor([[1, 2], [3, 4]]);
 * x.sum(); // tensor(10.)
 * x.sum(1, true); // tensor([[3.], [7.]])
 * x.sum({ dim: 0 }); // tensor([4., 6.])
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.sum.html
 */
export function sum(x: Tensor, dim?: DimOrOptions<SumOptions>, keepdim?: boolean): Tensor {
  const { options, ...params } = reductionParams<SumOptions>(x, dim, keepdim);
  return apply('sum', [summable(x, options.dtype)], params);
}

/**
 * The mean over dims; NaN of no elements.
 *
 * @throws {DTypeError} for integers and bools, unless `dtype` names a floating point type.
 * @see https://pytorch.org/docs/stable/generated/torch.mean.html
 */
export function mean(x: Tensor, dim?: DimOrOptions<SumOptions>, keepdim?: boolean): Tensor {
  const { options, ...params } = reductionParams<SumOptions>(x, dim, keepdim);
  const input = options.dtype === undefined ? x : cast(x, options.dtype);
  requireFloat('mean', input);
  const count = countAlong(x, params.dims);
  return nameGradient(apply('sum', [input], params).div(count), 'MeanBackward0');
}

/**
 * The product over dims. Integers and bools give int32.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.prod.html
 */
export function prod(x: Tensor, dim?: DimOrOptions<SumOptions>, keepdim?: boolean): Tensor {
  const { options, ...params } = reductionParams<SumOptions>(x, dim, keepdim);
  return apply('prod', [summable(x, options.dtype)], params);
}

/**
 * The largest element over dims; equal ones share the gradient.
 *
 * @throws {ShapeError} when there is no element to take.
 * @see https://pytorch.org/docs/stable/generated/torch.amax.html
 */
export function amax(x: Tensor, dim?: DimOrOptions<ReductionOptions>, keepdim?: boolean): Tensor {
  const { options: _, ...params } = reductionParams(x, dim, keepdim);
  return apply('amax', [x], params);
}

/**
 * The smallest element over dims; equal ones share the gradient.
 *
 * @throws {ShapeError} when there is no element to take.
 * @see https://pytorch.org/docs/stable/generated/torch.amin.html
 */
export function amin(x: Tensor, dim?: DimOrOptions<ReductionOptions>, keepdim?: boolean): Tensor {
  const { options: _, ...params } = reductionParams(x, dim, keepdim);
  return apply('amin', [x], params);
}

/** What `max` and `min` along one dim return. */
export interface ValuesAndIndices {
  readonly values: Tensor;
  /** Where each value stands along the dim, int32. */
  readonly indices: Tensor;
}

/** One dim, by name. */
export interface DimOptions {
  readonly dim: number;
  readonly keepdim?: boolean;
}

function extreme(
  x: Tensor,
  dim: number | DimOptions,
  keepdim: boolean,
  names: { argument: 'argmax' | 'argmin'; backward: string },
): ValuesAndIndices {
  const options = typeof dim === 'number' ? { dim, keepdim } : dim;
  const along = normalizeDim(options.dim, x.ndim);
  if (x.ndim === 0) return { values: x.clone(), indices: apply(names.argument, [x], { dim: null, keepdim: false }) };
  const indices = apply(names.argument, [x], { dim: along, keepdim: true });
  const values = apply('gather', [x, indices], { dim: along });
  if (options.keepdim) return { values: nameGradient(values, names.backward), indices };
  return {
    values: nameGradient(values.squeeze(along), names.backward),
    indices: indices.squeeze(along),
  };
}

/**
 * The largest element; the largest along one dim and where it stands; or, of two tensors, the
 * larger elements.
 *
 * @throws {ShapeError} when there is no element to take.
 * @see https://pytorch.org/docs/stable/generated/torch.max.html
 */
export function max(x: Tensor): Tensor;
export function max(x: Tensor, other: Tensor): Tensor;
export function max(x: Tensor, dim: number | DimOptions, keepdim?: boolean): ValuesAndIndices;
export function max(
  x: Tensor,
  dim?: Tensor | number | DimOptions,
  keepdim = false,
): Tensor | ValuesAndIndices {
  if (dim === undefined) return nameGradient(amax(x), 'MaxBackward1');
  if (typeof dim === 'object' && 'storage' in dim) return x.maximum(dim);
  return extreme(x, dim, keepdim, { argument: 'argmax', backward: 'MaxBackward0' });
}

/**
 * The smallest element; the smallest along one dim and where it stands; or, of two tensors, the
 * smaller elements.
 *
 * @throws {ShapeError} when there is no element to take.
 * @see https://pytorch.org/docs/stable/generated/torch.min.html
 */
export function min(x: Tensor): Tensor;
export function min(x: Tensor, other: Tensor): Tensor;
export function min(x: Tensor, dim: number | DimOptions, keepdim?: boolean): ValuesAndIndices;
export function min(
  x: Tensor,
  dim?: Tensor | number | DimOptions,
  keepdim = false,
): Tensor | ValuesAndIndices {
  if (dim === undefined) return nameGradient(amin(x), 'MinBackward1');
  if (typeof dim === 'object' && 'storage' in dim) return x.minimum(dim);
  return extreme(x, dim, keepdim, { argument: 'argmin', backward: 'MinBackward0' });
}

/** What `argmax` and `argmin` look along, by name. */
export interface ArgOptions {
  /** The dim to look along; `null`, the default, looks at all elements as one row. */
  readonly dim?: number | null;
  readonly keepdim?: boolean;
}

function argument(
  primitive: 'argmax' | 'argmin',
  x: Tensor,
  dim: number | null | ArgOptions | undefined,
  keepdim: boolean | undefined,
): Tensor {
  const options: ArgOptions =
    typeof dim === 'object' && dim !== null ? dim : { dim: dim ?? null, keepdim: keepdim ?? false };
  const along = options.dim ?? null;
  return apply(primitive, [x], {
    dim: along === null || x.ndim === 0 ? null : normalizeDim(along, x.ndim),
    keepdim: options.keepdim ?? false,
  });
}

/**
 * Where the largest element stands, int32: the first of equal ones.
 *
 * @throws {ShapeError} when there is no element.
 * @see https://pytorch.org/docs/stable/generated/torch.argmax.html
 */
export function argmax(x: Tensor, dim?: number | null | ArgOptions, keepdim?: boolean): Tensor {
  return argument('argmax', x, dim, keepdim);
}

/**
 * Where the smallest element stands, int32: the first of equal ones.
 *
 * @throws {ShapeError} when there is no element.
 * @see https://pytorch.org/docs/stable/generated/torch.argmin.html
 */
export function argmin(x: Tensor, dim?: number | null | ArgOptions, keepdim?: boolean): Tensor {
  return argument('argmin', x, dim, keepdim);
}

/**
 * Whether every element over dims is nonzero, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.all.html
 */
export function all(x: Tensor, dim?: DimOrOptions<ReductionOptions>, keepdim?: boolean): Tensor {
  const { options: _, ...params } = reductionParams(x, dim, keepdim);
  return apply('all', [x], params);
}

/**
 * Whether some element over dims is nonzero, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.any.html
 */
export function any(x: Tensor, dim?: DimOrOptions<ReductionOptions>, keepdim?: boolean): Tensor {
  const { options: _, ...params } = reductionParams(x, dim, keepdim);
  return apply('any', [x], params);
}

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
  const { dims, keep, correction } = varianceParams(x, dim, unbiased, keepdim);
  const distance = x.sub(mean(x, dims, true));
  const divisor = Math.max(countAlong(x, dims) - correction, 0);
  const total = apply('sum', [distance.mul(distance)], { dims, keepdim: keep });
  return nameGradient(total.div(divisor), 'VarBackward0');
}

function varianceParams(
  x: Tensor,
  dim: DimOrOptions<VarianceOptions> | boolean,
  unbiased: boolean | undefined,
  keepdim: boolean | undefined,
): { dims: number[]; keep: boolean; correction: number } {
  if (typeof dim === 'boolean') return varianceParams(x, null, dim, keepdim);
  const { dims, keepdim: keep, options } = reductionParams<VarianceOptions>(x, dim, keepdim);
  const isUnbiased = options.unbiased ?? unbiased ?? true;
  return { dims, keep, correction: options.correction ?? (isUnbiased ? 1 : 0) };
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
  dim?: Dims,
  keepdim?: boolean,
): Tensor {
  requireFloat('norm', x);
  const options: NormOptions =
    typeof p === 'object' ? p : { p, dim: dim ?? null, keepdim: keepdim ?? false };
  const exponent = options.p === 'fro' || options.p === undefined ? 2 : options.p;
  return apply('norm', [x], {
    dims: normalizeDims(options.dim, x.ndim),
    keepdim: options.keepdim ?? false,
    p: exponent,
  });
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
  const { options: _, ...params } = reductionParams(x, dim, keepdim);
  const input = toFloat(x);
  if (x.numel() === 0) return nameGradient(apply('sum', [input.exp()], params).log(), 'LogsumexpBackward0');
  const largest = apply('amax', [input.detach()], { dims: params.dims, keepdim: true });
  // An infinite maximum would turn into NaN when it is subtracted from itself.
  const shift = where(largest.isfinite(), largest, 0);
  const total = apply('sum', [input.sub(shift).exp()], params);
  const kept = params.keepdim ? shift : shift.reshape(total.shape);
  return nameGradient(total.log().add(kept), 'LogsumexpBackward0');
}

/**
 * The running sum along a dim. Integers and bools give int32.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.cumsum.html
 */
export function cumsum(x: Tensor, dim: number): Tensor {
  return apply('cumsum', [summable(x, undefined)], { dim: normalizeDim(dim, x.ndim) });
}

/**
 * The running product along a dim. Integers and bools give int32.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.cumprod.html
 */
export function cumprod(x: Tensor, dim: number): Tensor {
  return apply('cumprod', [summable(x, undefined)], { dim: normalizeDim(dim, x.ndim) });
}
