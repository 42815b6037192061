import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { ShapeError } from '../errors.ts';
import { formatShape, normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { where } from './comparison.ts';
import type { DimOptions, ValuesAndIndices } from './reduction-options.ts';

/** Options of `sort` and `argsort`. */
export interface SortOptions {
  /** The dim to sort along. Default: the last. */
  readonly dim?: number;
  /** Largest first. Default false. */
  readonly descending?: boolean;
  /** Sorting is always stable here; PyTorch's name for asking for it is taken. */
  readonly stable?: boolean;
}

function sortParams(
  x: Tensor,
  dim: number | SortOptions,
  descending: boolean,
): { dim: number; descending: boolean } {
  const options = typeof dim === 'number' ? { dim, descending } : dim;
  return {
    dim: normalizeDim(options.dim ?? -1, x.ndim),
    descending: options.descending ?? false,
  };
}

/**
 * The elements along a dim in order, and where each came from. Equal ones keep their order, and
 * NaN counts as larger than all.
 *
 * @example
 * ```ts
 * tensor([3, 1, 2]).sort().values; // tensor([1., 2., 3.])
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.sort.html
 */
export function sort(
  x: Tensor,
  dim: number | SortOptions = -1,
  descending = false,
): ValuesAndIndices {
  const params = sortParams(x, dim, descending);
  const indices = apply('argsort', [x], params);
  const values = apply('gather', [x, indices], { dim: params.dim });
  return { values: nameGradient(values, 'SortBackward0'), indices };
}

/**
 * Where the elements along a dim would come from if they were sorted, int32; see {@link sort}.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.argsort.html
 */
export function argsort(x: Tensor, dim: number | SortOptions = -1, descending = false): Tensor {
  return apply('argsort', [x], sortParams(x, dim, descending));
}

/** Options of `topk`. */
export interface TopkOptions {
  /** The dim to look along. Default: the last. */
  readonly dim?: number;
  /** The largest (the default) or the smallest elements. */
  readonly largest?: boolean;
  /** They come in order either way, as PyTorch lets them. */
  readonly sorted?: boolean;
}

/**
 * The `k` largest (or smallest) elements along a dim, in order, and where they stand.
 *
 * @throws {ShapeError} when there are not `k` elements.
 * @see https://pytorch.org/docs/stable/generated/torch.topk.html
 */
export function topk(
  x: Tensor,
  k: number,
  dim: number | TopkOptions = -1,
  largest = true,
): ValuesAndIndices {
  const options = typeof dim === 'number' ? { dim, largest } : dim;
  const along = normalizeDim(options.dim ?? -1, x.ndim);
  checkRank('topk', x, along, k, 0);
  const order = apply('argsort', [x], { dim: along, descending: options.largest ?? true });
  const indices = x.ndim === 0 ? order : order.narrow(along, 0, k).contiguous();
  const values = apply('gather', [x, indices], { dim: along });
  return { values: nameGradient(values, 'TopkBackward0'), indices };
}

function checkRank(name: string, x: Tensor, dim: number, k: number, least: number): void {
  const length = x.ndim === 0 ? 1 : (x.shape[dim] as number);
  if (Number.isInteger(k) && k >= least && k <= length) return;
  throw new ShapeError(
    `${name} takes k from ${least} to ${length}, the length of dim ${dim} of shape ` +
      `${formatShape(x.shape)}; got ${k}`,
  );
}

/** The elements at `indices`, which have length 1 along `dim`. */
function pick(
  x: Tensor,
  indices: Tensor,
  dim: number,
  keepdim: boolean,
  name: string,
): ValuesAndIndices {
  const values = apply('gather', [x, indices], { dim });
  if (keepdim || x.ndim === 0) return { values: nameGradient(values, name), indices };
  return { values: nameGradient(values.squeeze(dim), name), indices: indices.squeeze(dim) };
}

/**
 * The `k`-th smallest element along a dim, counted from 1, and where it stands.
 *
 * @throws {ShapeError} when there are not `k` elements.
 * @see https://pytorch.org/docs/stable/generated/torch.kthvalue.html
 */
export function kthvalue(
  x: Tensor,
  k: number,
  dim: number | Partial<DimOptions> = -1,
  keepdim = false,
): ValuesAndIndices {
  const options = typeof dim === 'number' ? { dim, keepdim } : dim;
  const along = normalizeDim(options.dim ?? -1, x.ndim);
  checkRank('kthvalue', x, along, k, 1);
  const order = apply('argsort', [x], { dim: along, descending: false });
  const indices = x.ndim === 0 ? order : order.narrow(along, k - 1, 1);
  return pick(x, indices, along, options.keepdim ?? false, 'KthvalueBackward0');
}

/**
 * The middle element, the lower one of two; or, along a dim, it and where it stands. NaN where
 * there is one.
 *
 * @throws {ShapeError} for no elements along the dim.
 * @see https://pytorch.org/docs/stable/generated/torch.median.html
 */
export function median(x: Tensor): Tensor;
export function median(x: Tensor, dim: number | DimOptions, keepdim?: boolean): ValuesAndIndices;
export function median(
  x: Tensor,
  dim?: number | DimOptions,
  keepdim = false,
): Tensor | ValuesAndIndices {
  if (dim === undefined) {
    if (x.numel() === 0) return x.sum().add(Number.NaN);
    return nameGradient(median(x.reshape(-1), 0).values, 'MedianBackward0');
  }
  const options = typeof dim === 'number' ? { dim, keepdim } : dim;
  const along = normalizeDim(options.dim, x.ndim);
  const length = x.ndim === 0 ? 1 : (x.shape[along] as number);
  if (length === 0) {
    throw new ShapeError(`median needs an element along dim ${along} of ${formatShape(x.shape)}`);
  }
  const order = apply('argsort', [x], { dim: along, descending: false });
  // NaN is sorted last, so the first of them comes after all numbers.
  const numbers = x.eq(x).sum(along, true);
  const rank = where(numbers.eq(length), Math.floor((length - 1) / 2), numbers);
  const indices = apply('gather', [order, rank], { dim: along });
  return pick(x, indices, along, options.keepdim ?? false, 'MedianBackward1');
}

/** Options of `searchsorted` and `bucketize`. */
export interface SearchOptions {
  /** Whether equal elements come before (`true`) or after the place found. Default false. */
  readonly right?: boolean;
}

/**
 * Where each value would go in a sorted sequence so that it stays sorted, int32:
 * `(..., N), (..., M) -> (..., M)`. A 1-D sequence serves values of any shape.
 *
 * @throws {ShapeError} when the dims in front of the last differ.
 * @see https://pytorch.org/docs/stable/generated/torch.searchsorted.html
 */
export function searchsorted(
  sequence: Tensor,
  values: Tensor,
  options: SearchOptions = {},
): Tensor {
  const fits =
    sequence.ndim === 1 ||
    formatShape(sequence.shape.slice(0, -1)) === formatShape(values.shape.slice(0, -1));
  if (!fits || sequence.ndim === 0) {
    throw new ShapeError(
      'searchsorted takes a 1-D sequence, or one equal to the values in all dims but the last; got ' +
        `shapes ${formatShape(sequence.shape)} and ${formatShape(values.shape)}`,
    );
  }
  const each = values.unsqueeze(-1);
  const all = sequence.ndim === 1 ? sequence : sequence.unsqueeze(-2);
  return (options.right ? all.le(each) : all.lt(each)).sum(-1);
}

/**
 * The bucket that each element falls into, between sorted boundaries, int32.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.bucketize.html
 */
export function bucketize(x: Tensor, boundaries: Tensor, options: SearchOptions = {}): Tensor {
  return searchsorted(boundaries, x, options);
}
