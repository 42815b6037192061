import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { broadcastShapes, formatShape, normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type DimArgument, dimOf } from './dim-argument.ts';
import { cast, resultType } from './operand.ts';

function requireTensors(name: string, tensors: readonly Tensor[]): void {
  if (Array.isArray(tensors) && tensors.length > 0) return;
  throw new ArgumentError(`${name} takes an array of at least one tensor, as ${name}([a, b])`);
}

/**
 * Tensors put one after the other along a dim; their other dims are equal, and dtypes promote.
 * Tensors of shape `[0]` go with any, as in PyTorch.
 *
 * @example
 * ```ts
 * cat([ones(2, 1), zeros(2, 2)], 1); // tensor([[1., 0., 0.], [1., 0., 0.]])
 * ```
 * @throws {ShapeError} when other dims differ, or a tensor is a scalar.
 * @see https://pytorch.org/docs/stable/generated/torch.cat.html
 */
export function cat(tensors: readonly Tensor[], dim: DimArgument = 0): Tensor {
  requireTensors('cat', tensors);
  const scalar = tensors.findIndex((x) => x.ndim === 0);
  if (scalar !== -1) {
    throw new ShapeError(
      `cat takes tensors of at least 1 dim; tensor ${scalar} is a scalar; use stack`,
    );
  }
  const dtype = resultType(...tensors);
  const isBlank = (x: Tensor): boolean => x.ndim === 1 && x.shape[0] === 0;
  const model = tensors.find((x) => !isBlank(x)) ?? (tensors[0] as Tensor);
  const along = normalizeDim(dimOf(dim, 0), model.ndim);
  const nothing = model.shape.map((length, each) => (each === along ? 0 : length));
  const inputs = tensors.map((x) => cast(isBlank(x) ? x.view(nothing) : x, dtype));
  return nameGradient(apply('cat', inputs, { dim: along }), 'CatBackward0');
}

/**
 * Tensors of one shape put side by side along a new dim.
 *
 * @throws {ShapeError} when the shapes differ.
 * @see https://pytorch.org/docs/stable/generated/torch.stack.html
 */
export function stack(tensors: readonly Tensor[], dim: DimArgument = 0): Tensor {
  requireTensors('stack', tensors);
  const [first] = tensors as readonly [Tensor];
  const along = normalizeDim(dimOf(dim, 0), first.ndim + 1);
  for (const [position, x] of tensors.entries()) {
    if (x.shape.join() !== first.shape.join()) {
      throw new ShapeError(
        `stack takes tensors of one shape; tensor 0 has ${formatShape(first.shape)}, ` +
          `tensor ${position} ${formatShape(x.shape)}`,
      );
    }
  }
  return nameGradient(
    cat(
      tensors.map((x) => x.unsqueeze(along)),
      along,
    ),
    'StackBackward0',
  );
}

/**
 * Tensors put side by side: along the second dim, or the first where there is but one.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.hstack.html
 */
export function hstack(tensors: readonly Tensor[]): Tensor {
  requireTensors('hstack', tensors);
  const rows = tensors.map((x) => (x.ndim === 0 ? x.reshape(1) : x));
  return cat(rows, (rows[0] as Tensor).ndim === 1 ? 0 : 1);
}

/**
 * Tensors put one below the other: along the first dim, vectors as rows.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.vstack.html
 */
export function vstack(tensors: readonly Tensor[]): Tensor {
  requireTensors('vstack', tensors);
  return cat(tensors.map((x) => (x.ndim < 2 ? x.reshape(1, -1) : x)));
}

/**
 * Tensors, one by one or in one array, expanded to the shape they broadcast to.
 *
 * @throws {ShapeError} when they do not broadcast.
 * @see https://pytorch.org/docs/stable/generated/torch.broadcast_tensors.html
 */
export function broadcastTensors(...given: readonly Tensor[] | [readonly Tensor[]]): Tensor[] {
  const tensors = given.flat() as readonly Tensor[];
  requireTensors('broadcastTensors', tensors);
  const shape = tensors.map((x) => x.shape).reduce(broadcastShapes);
  return tensors.map((x) => x.expand(shape));
}

/** Options of `meshgrid`. */
export interface MeshgridOptions {
  /** Whether the first tensor runs down the rows (`ij`, the default) or along them (`xy`). */
  readonly indexing?: 'ij' | 'xy';
}

/**
 * The coordinates of every point of a grid, from those along each axis:
 * `(N), (M) -> (N, M), (N, M)`.
 *
 * @throws {ShapeError} for a tensor of more than 1 dim.
 * @see https://pytorch.org/docs/stable/generated/torch.meshgrid.html
 */
export function meshgrid(tensors: readonly Tensor[], options: MeshgridOptions = {}): Tensor[] {
  requireTensors('meshgrid', tensors);
  const { indexing = 'ij' } = options;
  if (indexing !== 'ij' && indexing !== 'xy') {
    throw new ArgumentError(`meshgrid takes indexing 'ij' or 'xy'; got ${String(indexing)}`);
  }
  const wide = tensors.find((x) => x.ndim > 1);
  if (wide !== undefined) {
    throw new ShapeError(`meshgrid takes vectors; got shape ${formatShape(wide.shape)}`);
  }
  const shape = tensors.map((x) => x.numel());
  const grids = tensors.map((x, axis) =>
    x.reshape(shape.map((length, dim) => (dim === axis ? length : 1))).expand(shape),
  );
  const swaps = indexing === 'xy' && tensors.length > 1;
  return swaps ? grids.map((grid) => grid.transpose(0, 1)) : grids;
}
