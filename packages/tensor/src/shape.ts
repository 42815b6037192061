import { ShapeError } from './errors.ts';

/** The length of each dimension; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements of a shape; 1 for a scalar. */
export function numberOfElements(shape: Shape): number {
  let count = 1;
  for (let dim = 0; dim < shape.length; dim++) count *= shape[dim] as number;
  return count;
}

/** Row-major strides of a shape, in elements. */
export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    strides[dim] = stride;
    stride *= Math.max(shape[dim] as number, 1);
  }
  return strides;
}

/** Whether elements laid out by `strides` (at least one) lie one after the other, row by row. */
export function stridesAreContiguous(shape: Shape, strides: readonly number[]): boolean {
  let expected = 1;
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    const length = shape[dim] as number;
    if (length !== 1 && strides[dim] !== expected) return false;
    expected *= length;
  }
  return true;
}

/** Whether two shapes are the same. */
export function shapesEqual(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let dim = 0; dim < a.length; dim++) if (a[dim] !== b[dim]) return false;
  return true;
}

/** A shape as PyTorch writes it: `[2, 3]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/**
 * The shape that both `a` and `b` stretch to: dimensions are matched from the last, and a
 * length of 1 stretches to the other's.
 *
 * @throws {ShapeError} when two lengths differ and neither is 1.
 * @see https://pytorch.org/docs/stable/notes/broadcasting.html
 */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  if (shapesEqual(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const result = new Array<number>(rank);
  for (let fromEnd = 1; fromEnd <= rank; fromEnd++) {
    const left = fromEnd <= a.length ? (a[a.length - fromEnd] as number) : 1;
    const right = fromEnd <= b.length ? (b[b.length - fromEnd] as number) : 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        `shapes ${formatShape(a)} and ${formatShape(b)} cannot be broadcast together: ` +
          `dimension ${rank - fromEnd} is ${left} in one and ${right} in the other; ` +
          'lengths must be equal or 1',
      );
    }
    result[rank - fromEnd] = left === 1 ? right : left;
  }
  return result;
}

/** Whether a tensor of shape `from` can be expanded to `to`. */
export function stretchesTo(from: Shape, to: Shape): boolean {
  const extra = to.length - from.length;
  if (extra < 0) return false;
  for (let dim = 0; dim < from.length; dim++) {
    if (from[dim] !== 1 && from[dim] !== to[extra + dim]) return false;
  }
  return true;
}

/**
 * A dim counted from the front, where negative ones count from the back.
 *
 * @throws {ShapeError} when `dim` is outside `[-rank, rank - 1]`. A scalar takes 0 and -1.
 */
export function normalizeDim(dim: number, rank: number, name = 'dim'): number {
  const bound = Math.max(rank, 1);
  if (!Number.isInteger(dim) || dim < -bound || dim >= bound) {
    throw new ShapeError(
      `${name} ${dim} is out of range: a tensor with ${rank} dimensions takes ${-bound} to ${bound - 1}`,
    );
  }
  return dim < 0 ? dim + bound : dim;
}

const allDims: (readonly number[])[] = [];

/** The dims of a tensor: 0 up to `rank - 1`. */
export function dimsOf(rank: number): readonly number[] {
  while (allDims.length <= rank) {
    allDims.push(Object.freeze(Array.from({ length: allDims.length }, (_, dim) => dim)));
  }
  return allDims[rank] as readonly number[];
}

/** Several dims, as {@link normalizeDim} reads each; `null` stands for all of them. */
export function normalizeDims(
  dims: number | readonly number[] | null | undefined,
  rank: number,
): readonly number[] {
  if (typeof dims === 'number') return rank === 0 ? [] : [normalizeDim(dims, rank)];
  if (dims === null || dims === undefined || dims.length === 0) return dimsOf(rank);
  const normalized = dims.map((dim) => normalizeDim(dim, rank));
  if (new Set(normalized).size !== normalized.length) {
    throw new ShapeError(`dims ${formatShape(dims)} name one dimension twice`);
  }
  return rank === 0 ? [] : normalized.sort((a, b) => a - b);
}

/** The shape left when `dims` are reduced away, or kept with length 1. */
export function reducedShape(shape: Shape, dims: readonly number[], keepdim: boolean): number[] {
  const result: number[] = [];
  for (let dim = 0; dim < shape.length; dim++) {
    if (!dims.includes(dim)) result.push(shape[dim] as number);
    else if (keepdim) result.push(1);
  }
  return result;
}

/** Throws a {@link ShapeError} unless every length is a whole number of 0 or more. */
export function checkShape(shape: Shape): void {
  for (const length of shape) {
    if (!Number.isInteger(length) || length < 0) {
      throw new ShapeError(
        `shape ${formatShape(shape)} is not valid: each length must be a whole number, 0 or more`,
      );
    }
  }
}
