import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { none } from '../primitives/signatures.ts';
import { formatShape, normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { fromTypedArray } from './creation.ts';
import type { DimArgument } from './dim-argument.ts';
import { cat } from './joining.ts';
import { type Lengths, lengths } from './lengths.ts';

function checkCounts(name: string, counts: readonly number[]): void {
  if (counts.every((count) => Number.isInteger(count) && count >= 0)) return;
  throw new ArgumentError(`${name} takes whole counts, 0 or more; got ${formatShape(counts)}`);
}

/**
 * The tensor repeated along each dim, copied; more counts than dims put new dims in front.
 *
 * @example
 * ```ts
 * tensor([1, 2]).repeat(2, 2); // tensor([[1., 2., 1., 2.], [1., 2., 1., 2.]])
 * ```
 * @throws {ShapeError} for fewer counts than dims.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.repeat.html
 */
export function repeat(x: Tensor, ...counts: Lengths): Tensor {
  const times = lengths(counts);
  checkCounts('repeat', times);
  if (times.length < x.ndim) {
    throw new ShapeError(
      `repeat takes a count for each dim of shape ${formatShape(x.shape)}; got ${formatShape(times)}`,
    );
  }
  const shape = [...times.slice(x.ndim).map(() => 1), ...x.shape];
  // Each dim gets one beside it that repeats the whole of it.
  const apart = x.reshape(shape.flatMap((length) => [1, length]));
  const repeated = apart.expand(shape.flatMap((length, dim) => [times[dim] as number, length]));
  const copy = apply('contiguous', [repeated], none);
  const result = copy.view(shape.map((length, dim) => length * (times[dim] as number)));
  return nameGradient(result, 'RepeatBackward0');
}

/**
 * As {@link repeat}, where counts that are missing in front are 1.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.tile.html
 */
export function tile(x: Tensor, ...counts: Lengths): Tensor {
  const times = lengths(counts);
  const missing = Math.max(x.ndim - times.length, 0);
  return repeat(x, [...new Array<number>(missing).fill(1), ...times]);
}

/**
 * Each element repeated along a dim, next to itself; without a dim, in one row.
 *
 * @param repeats - how often: one number, or one for each element along the dim.
 * @throws {ShapeError} when there are not as many numbers as elements.
 * @see https://pytorch.org/docs/stable/generated/torch.repeat_interleave.html
 */
export function repeatInterleave(
  x: Tensor,
  repeats: number | readonly number[],
  dim?: DimArgument,
): Tensor {
  if (typeof dim === 'object') return repeatInterleave(x, repeats, dim.dim);
  if (dim === undefined) return repeatInterleave(x.reshape(-1), repeats, 0);
  const along = normalizeDim(dim, x.ndim);
  const length = x.ndim === 0 ? 1 : (x.shape[along] as number);
  const times = typeof repeats === 'number' ? new Array<number>(length).fill(repeats) : repeats;
  checkCounts('repeatInterleave', times);
  if (times.length !== length) {
    throw new ShapeError(
      `repeatInterleave takes a count for each of the ${length} elements along dim ${dim}; ` +
        `got ${times.length}`,
    );
  }
  const places = times.flatMap((count, place) => new Array<number>(count).fill(place));
  const { device } = x.storage;
  const index = fromTypedArray(Int32Array.from(places), [places.length], 'int32', { device });
  return apply('indexSelect', [x.ndim === 0 ? x.reshape(1) : x, index], { dim: along });
}

/**
 * The order of the elements reversed along dims, copied.
 *
 * @throws {ShapeError} when a dim is out of range, or named twice.
 * @see https://pytorch.org/docs/stable/generated/torch.flip.html
 */
export function flip(x: Tensor, ...dims: Lengths): Tensor {
  const given = lengths(dims).map((dim) => normalizeDim(dim, x.ndim));
  if (new Set(given).size !== given.length) {
    throw new ShapeError(`flip takes each dim once; got ${formatShape(lengths(dims))}`);
  }
  return apply('flip', [x], { dims: x.ndim === 0 ? [] : given });
}

/**
 * The elements moved on by `shifts` along dims; those that leave at the end come in at the front.
 * Without dims, the tensor is shifted as one row and keeps its shape.
 *
 * @throws {ShapeError} when there are not as many shifts as dims.
 * @see https://pytorch.org/docs/stable/generated/torch.roll.html
 */
export function roll(
  x: Tensor,
  shifts: number | readonly number[],
  dims?: number | readonly number[],
): Tensor {
  const steps = [shifts].flat();
  const along = dims === undefined ? [] : [dims].flat();
  if (along.length === 0 && steps.length === 1) {
    return nameGradient(
      shifted(x.reshape(-1), steps[0] as number, 0).view(x.shape),
      'RollBackward0',
    );
  }
  if (along.length !== steps.length) {
    throw new ShapeError(
      `roll takes a shift for each dim; got shifts ${formatShape(steps)} and dims ${formatShape(along)}`,
    );
  }
  const rolled = steps.reduce<Tensor>(
    (part, step, position) => shifted(part, step, normalizeDim(along[position] as number, x.ndim)),
    x,
  );
  return nameGradient(rolled, 'RollBackward0');
}

function shifted(x: Tensor, shift: number, dim: number): Tensor {
  const length = x.shape[dim] as number;
  if (x.numel() === 0) return x.clone();
  const start = (((-shift % length) + length) % length) as number;
  return cat([x.narrow(dim, start, length - start), x.narrow(dim, 0, start)], dim);
}

/**
 * The tensor turned by 90 degrees `k` times in the plane of two dims, from the first to the second.
 *
 * @throws {ShapeError} unless two different dims are named.
 * @see https://pytorch.org/docs/stable/generated/torch.rot90.html
 */
export function rot90(x: Tensor, k = 1, dims: readonly number[] = [0, 1]): Tensor {
  const [from, to] = dims.map((dim) => normalizeDim(dim, x.ndim));
  if (dims.length !== 2 || from === undefined || to === undefined || from === to || x.ndim < 2) {
    throw new ShapeError(
      `rot90 takes two different dims of shape ${formatShape(x.shape)}; got ${formatShape(dims)}`,
    );
  }
  const turns = ((k % 4) + 4) % 4;
  if (turns === 0) return x.clone();
  if (turns === 1) return nameGradient(flip(x, [to]).transpose(from, to), 'Rot90Backward0');
  if (turns === 2) return nameGradient(flip(x, [from, to]), 'Rot90Backward0');
  return nameGradient(flip(x, [from]).transpose(from, to), 'Rot90Backward0');
}
