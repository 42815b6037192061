import { nameGradient } from '../autograd-slot.ts';
import { apply, assign } from '../dispatch.ts';
import { ShapeError } from '../errors.ts';
import { none } from '../primitives/signatures.ts';
import { formatShape, normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type DiagonalArgument, diagonalOf } from './dim-argument.ts';
import { places } from './index-tensors.ts';
import { constant } from './operand.ts';
import { sliceDim } from './slice-dim.ts';

/** Which diagonal of which dims, by name. */
export interface DiagonalOptions {
  /** Above (positive) or below (negative) the main diagonal. Default 0. */
  readonly offset?: number;
  readonly dim1?: number;
  readonly dim2?: number;
}

/**
 * The diagonal of two dims, as the last dim of the result: a view where the elements of the two dims
 * are evenly spaced, as those of a whole matrix are, else a copy.
 *
 * @param offset - above (positive) or below (negative) the main diagonal. Default 0.
 * @param dim1 - the dim that runs down. Default 0.
 * @param dim2 - the dim that runs right. Default 1.
 * @throws {ShapeError} unless two different dims are named.
 * @see https://pytorch.org/docs/stable/generated/torch.diagonal.html
 */
export function diagonal(
  x: Tensor,
  offset: number | DiagonalOptions = 0,
  dim1 = 0,
  dim2 = 1,
): Tensor {
  if (typeof offset === 'object') {
    return diagonal(x, offset.offset ?? 0, offset.dim1 ?? 0, offset.dim2 ?? 1);
  }
  const [first, second] = [normalizeDim(dim1, x.ndim, 'dim1'), normalizeDim(dim2, x.ndim, 'dim2')];
  if (x.ndim < 2 || first === second) {
    throw new ShapeError(
      `diagonal takes two different dims; got ${dim1} and ${dim2} for shape ${formatShape(x.shape)}`,
    );
  }
  const upright = flatMatrices(x, first, second);
  if (upright.storage === x.storage) return flatDiagonal(x, upright, first, second, offset);
  // A transposed matrix is evenly spaced only when it is read along its columns.
  const turned = flatMatrices(x, second, first);
  if (turned.storage === x.storage) return flatDiagonal(x, turned, second, first, -offset);
  return flatDiagonal(x, upright, first, second, offset);
}

/** The matrices of two dims, each laid out flat: `(..., rows * columns)`. */
function flatMatrices(x: Tensor, rows: number, columns: number): Tensor {
  const last = x.movedim([rows, columns], [-2, -1]);
  return last.reshape([
    ...last.shape.slice(0, -2),
    (x.shape[rows] as number) * (x.shape[columns] as number),
  ]);
}

function flatDiagonal(
  x: Tensor,
  flat: Tensor,
  rowDim: number,
  columnDim: number,
  offset: number,
): Tensor {
  const [rows, columns] = [x.shape[rowDim] as number, x.shape[columnDim] as number];
  const count = Math.max(Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)), 0);
  // In a matrix laid out flat, one step down the diagonal is a row and one element further.
  const start = count === 0 ? 0 : offset >= 0 ? offset : -offset * columns;
  const part = sliceDim(flat, flat.ndim - 1, start, columns + 1, count);
  return nameGradient(part, 'DiagonalBackward0');
}

/** How far each element of a matrix lies to the right of the main diagonal, `(rows, columns)`. */
function distances(name: string, x: Tensor): Tensor {
  if (x.ndim < 2) {
    throw new ShapeError(
      `${name} takes a tensor of at least 2 dims; got shape ${formatShape(x.shape)}`,
    );
  }
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const { device } = x.storage;
  return places(columns, device).sub(places(rows, device).unsqueeze(1));
}

function kept(
  name: string,
  x: Tensor,
  keeps: (distance: Tensor) => Tensor,
): [Tensor, Tensor, Tensor] {
  return [keeps(distances(name, x)), x, constant(0, x.dtype, x.storage.device)];
}

/**
 * The lower triangle of matrices, zero elsewhere: `(..., M, N) -> (..., M, N)`.
 *
 * @param diagonal - the last diagonal kept: above (positive) or below the main one. Default 0.
 * @throws {ShapeError} for fewer than 2 dims.
 * @see https://pytorch.org/docs/stable/generated/torch.tril.html
 */
export function tril(x: Tensor, diagonal: DiagonalArgument = 0): Tensor {
  const inputs = kept('tril', x, (distance) => distance.le(diagonalOf(diagonal)));
  return nameGradient(apply('where', inputs, none), 'TrilBackward0');
}

/** As {@link tril}, in `x` itself. */
export function tril_(x: Tensor, diagonal: DiagonalArgument = 0): Tensor {
  const inputs = kept('tril_', x, (distance) => distance.le(diagonalOf(diagonal)));
  return nameGradient(assign(x, 'where', inputs, none), 'TrilBackward0');
}

/**
 * The upper triangle of matrices, zero elsewhere: `(..., M, N) -> (..., M, N)`.
 *
 * @param diagonal - the first diagonal kept: above (positive) or below the main one. Default 0.
 * @throws {ShapeError} for fewer than 2 dims.
 * @see https://pytorch.org/docs/stable/generated/torch.triu.html
 */
export function triu(x: Tensor, diagonal: DiagonalArgument = 0): Tensor {
  const inputs = kept('triu', x, (distance) => distance.ge(diagonalOf(diagonal)));
  return nameGradient(apply('where', inputs, none), 'TriuBackward0');
}

/** As {@link triu}, in `x` itself. */
export function triu_(x: Tensor, diagonal: DiagonalArgument = 0): Tensor {
  const inputs = kept('triu_', x, (distance) => distance.ge(diagonalOf(diagonal)));
  return nameGradient(assign(x, 'where', inputs, none), 'TriuBackward0');
}

/**
 * The sum of the main diagonal, `(M, N) -> ()`. Integers and bools give int32.
 *
 * @throws {ShapeError} unless there are 2 dims.
 * @see https://pytorch.org/docs/stable/generated/torch.trace.html
 */
export function trace(x: Tensor): Tensor {
  if (x.ndim !== 2) {
    throw new ShapeError(`trace takes a matrix; got shape ${formatShape(x.shape)}`);
  }
  return nameGradient(x.diagonal().sum(), 'TraceBackward0');
}

/**
 * A vector laid on a diagonal of a matrix of zeros, `(N) -> (N, N)`; or the diagonal of a matrix,
 * copied.
 *
 * @param diagonal - above (positive) or below (negative) the main diagonal. Default 0.
 * @throws {ShapeError} unless there are 1 or 2 dims.
 * @see https://pytorch.org/docs/stable/generated/torch.diag.html
 */
export function diag(x: Tensor, diagonal: DiagonalArgument = 0): Tensor {
  if (x.ndim === 1) return nameGradient(diagEmbed(x, diagonalOf(diagonal)), 'DiagBackward0');
  if (x.ndim === 2) return nameGradient(x.diagonal(diagonalOf(diagonal)).clone(), 'DiagBackward0');
  throw new ShapeError(`diag takes a vector or a matrix; got shape ${formatShape(x.shape)}`);
}

/**
 * The last dim laid on the diagonal of two new ones, zero elsewhere: `(..., N) -> (..., N, N)`.
 *
 * @param offset - above (positive) or below (negative) the main diagonal. Default 0.
 * @param dim1 - where the first new dim stands. Default -2.
 * @param dim2 - where the second new dim stands. Default -1.
 * @throws {ShapeError} for a scalar, or two equal dims.
 * @see https://pytorch.org/docs/stable/generated/torch.diag_embed.html
 */
export function diagEmbed(
  x: Tensor,
  offset: number | DiagonalOptions = 0,
  dim1 = -2,
  dim2 = -1,
): Tensor {
  if (typeof offset === 'object') {
    return diagEmbed(x, offset.offset ?? 0, offset.dim1 ?? -2, offset.dim2 ?? -1);
  }
  if (x.ndim === 0)
    throw new ShapeError('diagEmbed takes a tensor of at least 1 dim; got a scalar');
  const first = normalizeDim(dim1, x.ndim + 1, 'dim1');
  const second = normalizeDim(dim2, x.ndim + 1, 'dim2');
  if (first === second)
    throw new ShapeError(`diagEmbed takes two different dims; got ${dim1} and ${dim2}`);
  const batch = x.shape.slice(0, -1);
  const length = x.shape[x.ndim - 1] as number;
  const size = length + Math.abs(offset);
  const zeros = batch.map(() => 0);
  // In a matrix laid out flat, one step down the diagonal is a row and one element further.
  const flat = apply('pad', [x], {
    starts: [...zeros, offset >= 0 ? offset : -offset * size],
    steps: [...batch.map(() => 1), size + 1],
    shape: [...batch, size * size],
  });
  const matrices = flat.view([...batch, size, size]);
  return nameGradient(matrices.movedim([-2, -1], [first, second]), 'DiagEmbedBackward0');
}
