import { nameGradient } from '../autograd-slot.ts';
import { apply, assign } from '../dispatch.ts';
import { ShapeError } from '../errors.ts';
import { broadcastShapes, formatShape, normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { AlphaOptions } from './arithmetic.ts';
import type { DimArgument } from './dim-argument.ts';
import { fromFront, indexAlong, indexTensor } from './index-tensors.ts';
import { operandAs, type TensorOperand } from './operand.ts';

/**
 * The elements at `index` along `dim`: `out[i][j] = x[index[i][j]][j]` for `dim` 0. The result has
 * the shape of `index`, which is no longer than `x` in the other dims.
 *
 * @throws {ShapeError} for an index out of range, or one that does not fit.
 * @throws {DTypeError} unless the index holds integers.
 * @see https://pytorch.org/docs/stable/generated/torch.gather.html
 */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  const along = normalizeDim(dim, x.ndim);
  return apply('gather', [x, indexTensor('gather', index)], { dim: along });
}

type Scattered = [dim: number, inputs: readonly [Tensor, Tensor, Tensor]];

function scattered(
  name: string,
  x: Tensor,
  dim: number,
  index: Tensor,
  source: TensorOperand,
): Scattered {
  const written =
    typeof source === 'object'
      ? source
      : operandAs(source, x.dtype, x.storage.device).expand(index.shape);
  return [normalizeDim(dim, x.ndim), [x, indexTensor(name, index), written]];
}

/**
 * A copy of `x` with elements of `source` (or a number) written at `index` along `dim`:
 * `out[index[i][j]][j] = source[i][j]` for `dim` 0.
 *
 * @throws {ShapeError} for an index out of range, or shapes that do not fit.
 * @throws {DTypeError} unless the index holds integers, and the source has the dtype of `x`.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html
 */
export function scatter(x: Tensor, dim: number, index: Tensor, source: TensorOperand): Tensor {
  const [along, inputs] = scattered('scatter', x, dim, index, source);
  return nameGradient(apply('scatter', inputs, { dim: along }), scatterName(source));
}

function scatterName(source: TensorOperand): string {
  return typeof source === 'object' ? 'ScatterBackward0' : 'ScatterBackward1';
}

/** As {@link scatter}, into `x` itself. */
export function scatter_(x: Tensor, dim: number, index: Tensor, source: TensorOperand): Tensor {
  const [along, inputs] = scattered('scatter_', x, dim, index, source);
  return nameGradient(assign(x, 'scatter', inputs, { dim: along }), scatterName(source));
}

/**
 * As {@link scatter}, adding to what is there, also where the index names a place twice.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.scatter_add_.html
 */
export function scatterAdd(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const [along, inputs] = scattered('scatterAdd', x, dim, index, source);
  return apply('scatterAdd', inputs, { dim: along });
}

/** As {@link scatterAdd}, into `x` itself. */
export function scatterAdd_(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const [along, inputs] = scattered('scatterAdd_', x, dim, index, source);
  return assign(x, 'scatterAdd', inputs, { dim: along });
}

/**
 * The parts of `x` at a 1-D index along `dim`, in its order.
 *
 * @throws {ShapeError} for an index out of range, or with more than one dim.
 * @throws {DTypeError} unless the index holds integers.
 * @see https://pytorch.org/docs/stable/generated/torch.index_select.html
 */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  const along = normalizeDim(dim, x.ndim);
  return apply('indexSelect', [x, indexTensor('indexSelect', index)], { dim: along });
}

function added(x: Tensor, index: Tensor, source: Tensor, alpha: number): [Tensor, Tensor, Tensor] {
  const summand = alpha === 1 ? source : source.mul(alpha);
  return [x, indexTensor('indexAdd', index), summand];
}

/**
 * A copy of `x` with `alpha * source` added at a 1-D index along `dim`, also where the index names
 * a place twice.
 *
 * @throws {ShapeError} for an index out of range, or a source that does not fit.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.index_add_.html
 */
export function indexAdd(
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  options: AlphaOptions = {},
): Tensor {
  const inputs = added(x, index, source, options.alpha ?? 1);
  return apply('indexAdd', inputs, { dim: normalizeDim(dim, x.ndim) });
}

/** As {@link indexAdd}, into `x` itself. */
export function indexAdd_(
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  options: AlphaOptions = {},
): Tensor {
  const inputs = added(x, index, source, options.alpha ?? 1);
  return assign(x, 'indexAdd', inputs, { dim: normalizeDim(dim, x.ndim) });
}

function copied(x: Tensor, dim: number, index: Tensor, source: Tensor): Scattered {
  const along = normalizeDim(dim, x.ndim);
  const where = indexAlong('indexCopy', x, along, indexTensor('indexCopy', index));
  const values = x.ndim === 0 ? source.reshape([]) : source;
  if (values.shape.some((length, each) => length !== where.shape[each])) {
    throw new ShapeError(
      `indexCopy along dim ${dim} takes a source of shape ${formatShape(where.shape)}; ` +
        `got ${formatShape(source.shape)}`,
    );
  }
  return [along, [x, where, values]];
}

/**
 * A copy of `x` whose parts at a 1-D index along `dim` are those of `source`.
 *
 * @throws {ShapeError} for an index out of range, or a source that does not fit.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.index_copy_.html
 */
export function indexCopy(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const [along, inputs] = copied(x, dim, index, source);
  return nameGradient(apply('scatter', inputs, { dim: along }), 'IndexCopyBackward0');
}

/** As {@link indexCopy}, into `x` itself. */
export function indexCopy_(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const [along, inputs] = copied(x, dim, index, source);
  return nameGradient(assign(x, 'scatter', inputs, { dim: along }), 'IndexCopyBackward0');
}

function filled(x: Tensor, dim: number, index: Tensor, value: TensorOperand): Scattered {
  const along = normalizeDim(dim, x.ndim);
  const places = fromFront(
    indexTensor('indexFill', index),
    x.ndim === 0 ? 1 : (x.shape[along] as number),
  );
  const where = indexAlong('indexFill', x, along, places);
  const fill = operandAs(value, x.dtype, x.storage.device);
  if (fill.ndim > 0) {
    throw new ShapeError(
      `indexFill takes a number or a scalar; got shape ${formatShape(fill.shape)}`,
    );
  }
  return [along, [x, where, fill.expand(where.shape)]];
}

/**
 * A copy of `x` with `value`, a number or a scalar, at a 1-D index along `dim`. Negative indices
 * count from the end.
 *
 * @throws {ShapeError} for an index out of range.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.index_fill_.html
 */
export function indexFill(x: Tensor, dim: number, index: Tensor, value: TensorOperand): Tensor {
  const [along, inputs] = filled(x, dim, index, value);
  return nameGradient(apply('scatter', inputs, { dim: along }), 'IndexFillBackward0');
}

/** As {@link indexFill}, into `x` itself. */
export function indexFill_(x: Tensor, dim: number, index: Tensor, value: TensorOperand): Tensor {
  const [along, inputs] = filled(x, dim, index, value);
  return nameGradient(assign(x, 'scatter', inputs, { dim: along }), 'IndexFillBackward0');
}

/**
 * The elements at `index` of `x` seen as one row, in the shape of `index`. Negative indices count
 * from the end.
 *
 * @throws {ShapeError} for an index out of range.
 * @see https://pytorch.org/docs/stable/generated/torch.take.html
 */
export function take(x: Tensor, index: Tensor): Tensor {
  const places = fromFront(indexTensor('take', index), x.numel());
  const picked = apply('indexSelect', [x.reshape(-1), places.reshape(-1)], { dim: 0 });
  return nameGradient(picked.reshape(index.shape), 'TakeBackward0');
}

/**
 * As {@link gather}, where `x` and `index` broadcast in the other dims. Without `dim`, `x` is one
 * row.
 *
 * @throws {ShapeError} for an index out of range, or shapes that do not broadcast.
 * @see https://pytorch.org/docs/stable/generated/torch.take_along_dim.html
 */
export function takeAlongDim(x: Tensor, index: Tensor, dim?: DimArgument): Tensor {
  if (typeof dim === 'object') return takeAlongDim(x, index, dim.dim);
  if (dim === undefined) return takeAlongDim(x.reshape(-1), index.reshape(-1), 0);
  const along = normalizeDim(dim, x.ndim);
  if (x.ndim !== index.ndim) {
    throw new ShapeError(
      `takeAlongDim takes an index with as many dims as the tensor; got shapes ` +
        `${formatShape(x.shape)} and ${formatShape(index.shape)}`,
    );
  }
  const others = (shape: readonly number[], length: number): number[] =>
    shape.map((own, each) => (each === along ? length : own));
  const common = broadcastShapes(others(x.shape, 1), others(index.shape, 1));
  const stretchedX = x.expand(others(common, x.shape[along] as number));
  return gather(stretchedX, along, index.expand(others(common, index.shape[along] as number)));
}
