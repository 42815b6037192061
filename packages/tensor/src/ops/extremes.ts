import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { normalizeDim } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import type { DimOptions, ValuesAndIndices } from './reduction-options.ts';
import { amax, amin } from './reductions.ts';

function extreme(
  x: Tensor,
  dim: number | DimOptions,
  keepdim: boolean,
  names: { argument: 'argmax' | 'argmin'; backward: string },
): ValuesAndIndices {
  const options = typeof dim === 'number' ? { dim, keepdim } : dim;
  const along = normalizeDim(options.dim, x.ndim);
  if (x.ndim === 0)
    return {
      values: x.clone(),
      indices: apply(names.argument, [x], { dim: null, keepdim: false }),
    };
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
  if (dim instanceof Tensor) return x.maximum(dim);
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
  if (dim instanceof Tensor) return x.minimum(dim);
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
