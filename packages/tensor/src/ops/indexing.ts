import { nameGradient } from '../autograd-slot.ts';
import { apply, assign } from '../dispatch.ts';
import { none } from '../primitives/signatures.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { pickPlaces } from './advanced-indexing.ts';
import { type Index, parseIndex } from './index-parsing.ts';
import { places } from './index-tensors.ts';
import { operandAs, type TensorOperand } from './operand.ts';

/**
 * The part of a tensor that an index names, as `x[...]` in Python: numbers, ranges
 * (`slice(1, 3)`), `null` for a new dim, `'...'`, and tensors or arrays of places or bools.
 *
 * A view of the same storage, unless tensors or arrays pick the places. Negative places count
 * from the end. A scalar tensor of integers picks as a number does, but copies.
 *
 * @example
 * ```ts
 * const x = arange(12).reshape(3, 4);
 * x.index(1).shape; // [4]
 * x.index('...', slice(1, 3)).shape; // [3, 2]
 * x.index([0, 2], [1, 1]); // tensor([1, 9], dtype=torch.int32)
 * x.index(x.gt(9)); // tensor([10, 11], dtype=torch.int32)
 * ```
 * @throws {ShapeError} for too many entries, places out of range, and masks or index tensors that
 * don't fit.
 * @throws {ArgumentError} for an entry of another kind.
 * @throws {DeviceError} for a mask on a device that can only be read later.
 * @see https://pytorch.org/docs/stable/tensor_view.html and NumPy's rules,
 * https://numpy.org/doc/stable/user/basics.indexing.html
 */
export function index(x: Tensor, ...indices: Index[]): Tensor {
  const parsed = parseIndex(x, indices);
  if (parsed.tensors.size > 0) return pickPlaces(parsed);
  if (parsed.view !== x) return parsed.view;
  return nameGradient(apply('view', [x], { shape: x.shape }), 'AliasBackward0');
}

/** Options of `indexPut`. */
export interface IndexPutOptions {
  /** Add to what is there, also where the index names a place twice. Default false. */
  readonly accumulate?: boolean;
}

/**
 * A copy of `x` with `value` at the places that `indices` names; see {@link index}. The value
 * broadcasts and is cast to the dtype of `x`.
 *
 * @example
 * ```ts
 * zeros(4).indexPut([slice(1, 3)], 5); // tensor([0., 5., 5., 0.])
 * zeros(2).indexPut([[0, 0]], 1, { accumulate: true }); // tensor([2., 0.])
 * ```
 * @throws {ShapeError} when the value does not broadcast to the part, and as {@link index} does.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.index_put.html
 */
export function indexPut(
  x: Tensor,
  indices: readonly Index[],
  value: TensorOperand,
  options: IndexPutOptions = {},
): Tensor {
  const { device } = x.storage;
  // Numbering the elements and indexing the numbers says where each element of the value goes.
  const targets = index(places(x.numel(), device).view(x.shape), ...indices);
  const source = stretched(operandAs(value, x.dtype, device), targets.shape).reshape(-1);
  const primitive = options.accumulate ? 'scatterAdd' : 'scatter';
  const flat = apply(primitive, [x.reshape(-1), targets.reshape(-1), source], { dim: 0 });
  return nameGradient(flat.view(x.shape), 'IndexPutBackward0');
}

/** As {@link indexPut}, into `x` itself. */
export function indexPut_(
  x: Tensor,
  indices: readonly Index[],
  value: TensorOperand,
  options: IndexPutOptions = {},
): Tensor {
  const { view, tensors } = parseIndex(x, indices);
  if (tensors.size > 0)
    return assign(x, 'contiguous', [indexPut(x, indices, value, options)], none);
  const source = stretched(operandAs(value, x.dtype, x.storage.device), view.shape);
  if (options.accumulate) view.add_(source);
  else view.copy_(source);
  return x;
}

/** A value broadcast to the part it goes to; leading dims of length 1 that are too many fall away. */
function stretched(value: Tensor, shape: Shape): Tensor {
  let extra = 0;
  while (value.ndim - extra > shape.length && value.shape[extra] === 1) extra++;
  return (extra === 0 ? value : value.reshape(value.shape.slice(extra))).expand(shape);
}
