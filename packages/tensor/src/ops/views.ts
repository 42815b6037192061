import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { ShapeError } from '../errors.ts';
import { none } from '../primitives/signatures.ts';
import { viewStrides } from '../primitives/views.ts';
import { formatShape, normalizeDim, numberOfElements, type Shape, shapesEqual } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Lengths, lengths } from './lengths.ts';
import { sliceDim } from './slice-dim.ts';

/** A shape with its one -1 replaced by what the number of elements leaves for it. */
function inferLength(x: Tensor, shape: Shape): Shape {
  const unknown = shape.indexOf(-1);
  const known = numberOfElements(shape.filter((length) => length !== -1));
  const total = x.numel();
  const fits =
    unknown === -1
      ? known === total
      : shape.lastIndexOf(-1) === unknown && known > 0 && total % known === 0;
  if (!fits || shape.some((length) => !Number.isInteger(length) || length < -1)) {
    throw new ShapeError(
      `shape ${formatShape(shape)} is not valid for the ${total} elements of shape ${formatShape(x.shape)}: ` +
        'the lengths must multiply to that number, and one of them may be -1 to be worked out',
    );
  }
  return unknown === -1 ? shape : shape.map((length) => (length === -1 ? total / known : length));
}

/**
 * The same elements in another shape, without a copy. One length may be -1.
 *
 * @example
 * ```ts
 * arange(6).view(2, -1); // tensor([[0, 1, 2], [3, 4, 5]], dtype=torch.int32)
 * ```
 * @throws {ShapeError} when the elements do not fit, or would have to move.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.view.html
 */
export function view(x: Tensor, ...shape: Lengths): Tensor {
  return apply('view', [x], { shape: inferLength(x, lengths(shape)) });
}

/**
 * The same elements in another shape: a view where it can be, else a copy. One length may be -1.
 *
 * @throws {ShapeError} when the elements do not fit.
 * @see https://pytorch.org/docs/stable/generated/torch.reshape.html
 */
export function reshape(x: Tensor, ...shape: Lengths): Tensor {
  const target = inferLength(x, lengths(shape));
  if (viewStrides(x.shape, x.strides, target) !== null) {
    return nameGradient(apply('view', [x], { shape: target }), 'ReshapeAliasBackward0');
  }
  return nameGradient(apply('view', [clone(x)], { shape: target }), 'UnsafeViewBackward0');
}

/** A copy with storage of its own. The gradient passes through. */
export function clone(x: Tensor): Tensor {
  return nameGradient(apply('contiguous', [x], none), 'CloneBackward0');
}

/** This tensor if it is contiguous, else a copy that is. */
export function contiguous(x: Tensor): Tensor {
  return x.isContiguous() ? x : clone(x);
}

/**
 * The dims in another order, without a copy.
 *
 * @throws {ShapeError} unless every dim is named once.
 * @see https://pytorch.org/docs/stable/generated/torch.permute.html
 */
export function permute(x: Tensor, ...dims: Lengths): Tensor {
  const order = lengths(dims).map((dim) => normalizeDim(dim, x.ndim));
  if (order.length !== x.ndim || new Set(order).size !== x.ndim) {
    throw new ShapeError(
      `permute takes each of the ${x.ndim} dims of shape ${formatShape(x.shape)} once; ` +
        `got ${formatShape(lengths(dims))}`,
    );
  }
  return apply('permute', [x], { dims: order });
}

/**
 * Two dims swapped, without a copy.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.transpose.html
 */
export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  const first = normalizeDim(dim0, x.ndim, 'dim0');
  const second = normalizeDim(dim1, x.ndim, 'dim1');
  const dims = x.shape.map((_, dim) => dim);
  if (x.ndim > 0) {
    dims[first] = second;
    dims[second] = first;
  }
  return nameGradient(apply('permute', [x], { dims }), 'TransposeBackward0');
}

const matrixTranspose: readonly number[] = Object.freeze([1, 0]);

/**
 * A matrix transposed, without a copy; vectors and scalars stay as they are.
 *
 * @throws {ShapeError} for more than two dims; use `transpose` or `permute`.
 * @see https://pytorch.org/docs/stable/generated/torch.t.html
 */
export function t(x: Tensor): Tensor {
  if (x.ndim > 2) {
    throw new ShapeError(
      `t() takes a tensor of at most 2 dims; shape ${formatShape(x.shape)} has ${x.ndim}; ` +
        'use transpose(dim0, dim1)',
    );
  }
  const dims = x.ndim === 2 ? matrixTranspose : x.shape.map((_, dim) => dim);
  return nameGradient(apply('permute', [x], { dims }), 'TBackward0');
}

function isNamed<Dim>(dim: Dim | { readonly dim?: Dim }): dim is { readonly dim?: Dim } {
  return typeof dim === 'object' && dim !== null && !Array.isArray(dim);
}

/**
 * Dims of length 1 left out: all of them, or those named.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.squeeze.html
 */
export function squeeze(
  x: Tensor,
  dim?: number | readonly number[] | { readonly dim?: number | readonly number[] },
): Tensor {
  if (isNamed(dim)) return squeeze(x, dim.dim);
  const given = dim === undefined ? x.shape.map((_, each) => each) : [dim].flat();
  const dims = new Set(given.map((each) => normalizeDim(each, x.ndim)));
  const shape = x.shape.filter((length, each) => length !== 1 || !dims.has(each));
  return nameGradient(
    apply('view', [x], { shape }),
    dim === undefined ? 'SqueezeBackward0' : 'SqueezeBackward1',
  );
}

/**
 * A dim of length 1 put in at `dim`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.unsqueeze.html
 */
export function unsqueeze(x: Tensor, dim: number | { readonly dim: number }): Tensor {
  const at = normalizeDim(typeof dim === 'number' ? dim : dim.dim, x.ndim + 1);
  const shape = [...x.shape.slice(0, at), 1, ...x.shape.slice(at)];
  return nameGradient(apply('view', [x], { shape }), 'UnsqueezeBackward0');
}

/**
 * Dims from `startDim` to `endDim` joined to one.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.flatten.html
 */
export function flatten(
  x: Tensor,
  startDim: number | { readonly startDim?: number; readonly endDim?: number } = 0,
  endDim = -1,
): Tensor {
  if (typeof startDim === 'object')
    return flatten(x, startDim.startDim ?? 0, startDim.endDim ?? -1);
  if (x.ndim === 0) return reshape(x, [1]);
  const start = normalizeDim(startDim, x.ndim, 'startDim');
  const end = normalizeDim(endDim, x.ndim, 'endDim');
  if (start > end) {
    throw new ShapeError(`flatten takes a startDim before endDim; got ${startDim} and ${endDim}`);
  }
  if (start === end) return x;
  const joined = numberOfElements(x.shape.slice(start, end + 1));
  return reshape(x, [...x.shape.slice(0, start), joined, ...x.shape.slice(end + 1)]);
}

/**
 * The dims at `source` moved to `destination`, the others kept in order.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.movedim.html
 */
export function movedim(
  x: Tensor,
  source: number | readonly number[],
  destination: number | readonly number[],
): Tensor {
  const from = [source].flat().map((dim) => normalizeDim(dim, x.ndim, 'source'));
  const to = [destination].flat().map((dim) => normalizeDim(dim, x.ndim, 'destination'));
  if (
    from.length !== to.length ||
    new Set(from).size !== from.length ||
    new Set(to).size !== to.length
  ) {
    throw new ShapeError(
      `movedim takes as many sources as destinations, each once; got ${formatShape(from)} and ${formatShape(to)}`,
    );
  }
  const order = new Array<number | undefined>(x.ndim).fill(undefined);
  to.forEach((place, position) => {
    order[place] = from[position];
  });
  const rest = x.shape.map((_, dim) => dim).filter((dim) => !from.includes(dim));
  return permute(
    x,
    order.map((dim) => dim ?? (rest.shift() as number)),
  );
}

/**
 * Elements `start` to `start + length - 1` along a dim, without a copy.
 *
 * @throws {ShapeError} when they are not all there.
 * @see https://pytorch.org/docs/stable/generated/torch.narrow.html
 */
export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  const along = normalizeDim(dim, x.ndim);
  const available = x.ndim === 0 ? 0 : (x.shape[along] as number);
  const begin = start < 0 ? start + available : start;
  const fits =
    Number.isInteger(begin) &&
    Number.isInteger(length) &&
    begin >= 0 &&
    length >= 0 &&
    begin + length <= available;
  if (x.ndim === 0 || !fits) {
    throw new ShapeError(
      `narrow asks for ${length} elements from ${start} along dim ${dim}; ` +
        `shape ${formatShape(x.shape)} has ${available} there`,
    );
  }
  return sliceDim(x, along, begin, 1, length);
}

/**
 * The part at `index` of a dim, which goes away.
 *
 * @throws {ShapeError} when the index is out of range.
 * @see https://pytorch.org/docs/stable/generated/torch.select.html
 */
export function select(x: Tensor, dim: number, index: number): Tensor {
  if (x.ndim === 0) throw new ShapeError('select cannot index a scalar');
  const along = normalizeDim(dim, x.ndim);
  const length = x.shape[along] as number;
  if (!Number.isInteger(index) || index < -length || index >= length) {
    throw new ShapeError(
      `index ${index} is out of range for dim ${dim} of shape ${formatShape(x.shape)}: ` +
        `it takes ${-length} to ${length - 1}`,
    );
  }
  const part = sliceDim(x, along, index < 0 ? index + length : index, 1, 1);
  const shape = x.shape.filter((_, each) => each !== along);
  return nameGradient(apply('view', [part], { shape }), 'SelectBackward0');
}

/** This tensor with the shape of `other`. */
export function viewAs(x: Tensor, other: Tensor): Tensor {
  return shapesEqual(x.shape, other.shape) ? x : view(x, other.shape);
}
