import { apply } from '../dispatch.ts';
import { ShapeError } from '../errors.ts';
import { formatShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Lengths, lengths } from './lengths.ts';

/**
 * Dims of length 1 stretched, and new ones put in front, without a copy. -1 keeps a length.
 *
 * @throws {ShapeError} when a length other than 1 would change.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.expand.html
 */
export function expand(x: Tensor, ...shape: Lengths): Tensor {
  const wanted = lengths(shape);
  const extra = wanted.length - x.ndim;
  const target = wanted.map((length, dim) =>
    length === -1 && dim >= extra ? (x.shape[dim - extra] as number) : length,
  );
  if (target.some((length) => !Number.isInteger(length) || length < 0)) {
    throw new ShapeError(
      `expand takes lengths of 0 or more, and -1 for dims that stay; got ${formatShape(wanted)} ` +
        `for shape ${formatShape(x.shape)}`,
    );
  }
  return apply('expand', [x], { shape: target });
}

/** As {@link expand}, to another tensor's shape. */
export function expandAs(x: Tensor, other: Tensor): Tensor {
  return expand(x, other.shape);
}

/** As {@link expand}; the name NumPy uses. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  return expand(x, shape);
}
