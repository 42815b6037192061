import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import type { Tensor } from '../tensor.ts';
import { cast } from './operand.ts';
import { countAlong, requireFloat, summable } from './reduction-inputs.ts';
import {
  type DimOrOptions,
  parseReduction,
  type ReductionOptions,
  type SumOptions,
} from './reduction-options.ts';

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
  const { params, options, coversAll } = parseReduction<SumOptions>(x, dim, keepdim);
  const result = apply('sum', [summable(x, options.dtype)], params);
  return coversAll ? result : nameGradient(result, 'SumBackward1');
}

/**
 * The mean over dims; NaN of no elements.
 *
 * @throws {DTypeError} for integers and bools, unless `dtype` names a floating point type.
 * @see https://pytorch.org/docs/stable/generated/torch.mean.html
 */
export function mean(x: Tensor, dim?: DimOrOptions<SumOptions>, keepdim?: boolean): Tensor {
  const { params, options, coversAll } = parseReduction<SumOptions>(x, dim, keepdim);
  const input = options.dtype === undefined ? x : cast(x, options.dtype);
  requireFloat('mean', input);
  const count = countAlong(x, params.dims);
  const result = apply('sum', [input], params).div(count);
  return nameGradient(result, coversAll ? 'MeanBackward0' : 'MeanBackward1');
}

/**
 * The product over dims. Integers and bools give int32.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.prod.html
 */
export function prod(x: Tensor, dim?: DimOrOptions<SumOptions>, keepdim?: boolean): Tensor {
  const { params, options, coversAll } = parseReduction<SumOptions>(x, dim, keepdim);
  const result = apply('prod', [summable(x, options.dtype)], params);
  return coversAll ? result : nameGradient(result, 'ProdBackward1');
}

/**
 * The largest element over dims; equal ones share the gradient.
 *
 * @throws {ShapeError} when there is no element to take.
 * @see https://pytorch.org/docs/stable/generated/torch.amax.html
 */
export function amax(x: Tensor, dim?: DimOrOptions<ReductionOptions>, keepdim?: boolean): Tensor {
  const { params } = parseReduction(x, dim, keepdim);
  return apply('amax', [x], params);
}

/**
 * The smallest element over dims; equal ones share the gradient.
 *
 * @throws {ShapeError} when there is no element to take.
 * @see https://pytorch.org/docs/stable/generated/torch.amin.html
 */
export function amin(x: Tensor, dim?: DimOrOptions<ReductionOptions>, keepdim?: boolean): Tensor {
  const { params } = parseReduction(x, dim, keepdim);
  return apply('amin', [x], params);
}

function truth(
  primitive: 'all' | 'any',
  x: Tensor,
  dim: DimOrOptions<ReductionOptions>,
  keepdim: boolean | undefined,
): Tensor {
  const { params } = parseReduction(x, dim, keepdim);
  const result = apply(primitive, [x], params);
  // PyTorch's uint8 came before its bool, and still answers in kind.
  return x.dtype === 'uint8' ? cast(result, 'uint8') : result;
}

/**
 * Whether every element over dims is nonzero, as bool (uint8 for uint8).
 *
 * @see https://pytorch.org/docs/stable/generated/torch.all.html
 */
export function all(x: Tensor, dim?: DimOrOptions<ReductionOptions>, keepdim?: boolean): Tensor {
  return truth('all', x, dim, keepdim);
}

/**
 * Whether some element over dims is nonzero, as bool (uint8 for uint8).
 *
 * @see https://pytorch.org/docs/stable/generated/torch.any.html
 */
export function any(x: Tensor, dim?: DimOrOptions<ReductionOptions>, keepdim?: boolean): Tensor {
  return truth('any', x, dim, keepdim);
}

/**
 * How many elements over dims are not zero, int32.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.count_nonzero.html
 */
export function countNonzero(
  x: Tensor,
  dim?: DimOrOptions<ReductionOptions>,
  keepdim?: boolean,
): Tensor {
  return sum(x.ne(0), dim, keepdim);
}
