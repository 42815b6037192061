import { nameGradient } from '../autograd-slot.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { formatShape, normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type DimArgument, dimOf } from './dim-argument.ts';
import { sliceDim } from './slice-dim.ts';

function lengthAlong(name: string, x: Tensor, dim: number): number {
  if (x.ndim === 0) throw new ShapeError(`${name} cannot take a scalar apart`);
  return x.shape[dim] as number;
}

function parts(x: Tensor, dim: number, sizes: readonly number[], name: string): Tensor[] {
  let start = 0;
  return sizes.map((size) => {
    const part = nameGradient(sliceDim(x, dim, start, 1, size), name);
    start += size;
    return part;
  });
}

/** `total` in pieces of `size`, the last one smaller when it must be; one piece of nothing for 0. */
function evenSizes(total: number, size: number): number[] {
  const count = Math.max(Math.ceil(total / size), 1);
  return Array.from({ length: count }, (_, piece) => Math.min(size, total - piece * size));
}

/**
 * Views of a tensor along a dim: all of one size (the last one smaller when it must be), or of the
 * sizes given.
 *
 * @throws {ShapeError} when the sizes do not add up to the length of the dim.
 * @throws {ArgumentError} when a size is negative or not whole, or 0 for a dim that isn't empty.
 * @see https://pytorch.org/docs/stable/generated/torch.split.html
 */
export function split(x: Tensor, size: number | readonly number[], dim: DimArgument = 0): Tensor[] {
  const along = normalizeDim(dimOf(dim, 0), x.ndim);
  const length = lengthAlong('split', x, along);
  const sizes = [size].flat();
  const valid = sizes.every((each) => Number.isInteger(each) && each >= 0);
  if (!valid || (size === 0 && length > 0)) {
    throw new ArgumentError(`split takes whole sizes, 1 or more; got ${sizes.join(', ')}`);
  }
  if (typeof size === 'number') {
    return parts(x, along, size === 0 ? [0] : evenSizes(length, size), 'SplitBackward0');
  }
  if (sizes.reduce((sum, each) => sum + each, 0) !== length) {
    throw new ShapeError(
      `split takes sizes that add up to ${length}, the length of dim ${along} of shape ` +
        `${formatShape(x.shape)}; got ${formatShape(sizes)}`,
    );
  }
  return parts(x, along, sizes, 'SplitWithSizesBackward0');
}

/**
 * At most `chunks` views of a tensor along a dim, of one size but for the last.
 *
 * @throws {ArgumentError} unless `chunks` is a whole number, 1 or more.
 * @see https://pytorch.org/docs/stable/generated/torch.chunk.html
 */
export function chunk(x: Tensor, chunks: number, dim: DimArgument = 0): Tensor[] {
  const along = normalizeDim(dimOf(dim, 0), x.ndim);
  const length = lengthAlong('chunk', x, along);
  if (!Number.isInteger(chunks) || chunks < 1) {
    throw new ArgumentError(`chunk takes a whole number of chunks, 1 or more; got ${chunks}`);
  }
  if (length === 0) {
    return parts(x, along, new Array<number>(chunks).fill(0), 'SplitWithSizesBackward0');
  }
  return split(x, Math.ceil(length / chunks), along);
}

/**
 * The parts of a tensor along a dim, which goes away; views.
 *
 * @throws {ShapeError} for a scalar.
 * @see https://pytorch.org/docs/stable/generated/torch.unbind.html
 */
export function unbind(x: Tensor, dim: DimArgument = 0): Tensor[] {
  const along = normalizeDim(dimOf(dim, 0), x.ndim);
  const length = lengthAlong('unbind', x, along);
  return Array.from({ length }, (_, place) =>
    nameGradient(x.select(along, place), 'UnbindBackward0'),
  );
}
