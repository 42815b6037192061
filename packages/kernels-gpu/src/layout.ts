import { type Shape, shapesEqual, type Tensor } from '@chainrule/tensor';

/** Dimensions of a result that lie one after the other in memory, seen as one. */
interface Run {
  size: number;
  stride: number;
}

/** The strides of `x` stretched to `shape`: 0 where it repeats. */
export function broadcastStrides(x: Tensor, shape: Shape): number[] {
  const extra = shape.length - x.ndim;
  return shape.map((_, dim) => {
    const own = dim < extra ? 1 : (x.shape[dim - extra] as number);
    return own === 1 ? 0 : (x.strides[dim - extra] as number);
  });
}

function runsOf(shape: Shape, strides: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (let dim = 0; dim < shape.length; dim++) {
    const size = shape[dim] as number;
    const stride = strides[dim] as number;
    if (size === 1) continue;
    const previous = runs[runs.length - 1];
    if (previous !== undefined && previous.stride === stride * size) {
      previous.size *= size;
      previous.stride = stride;
    } else {
      runs.push({ size, stride });
    }
  }
  return runs;
}

/**
 * The place of an element, as an expression for a kernel: `i` numbers the elements of `shape` row by
 * row, and `strides` say how far apart they are in memory.
 */
export function placeExpression(shape: Shape, strides: readonly number[], i = 'i'): string {
  const runs = runsOf(shape, strides);
  const terms: string[] = [];
  let inner = 1;
  for (let position = runs.length - 1; position >= 0; position--) {
    const { size, stride } = runs[position] as Run;
    if (stride !== 0) {
      const outer = inner === 1 ? i : `divide(${i}, ${inner})`;
      const coordinate = position === 0 ? outer : `modulo(${outer}, ${size})`;
      terms.push(stride === 1 ? coordinate : `${coordinate} * ${stride}`);
    }
    inner *= size;
  }
  return terms.length === 0 ? '0' : terms.join(' + ');
}

/** The place of `x`'s element that belongs to element `i` of a result of `shape`. */
export function placeOf(x: Tensor, shape: Shape, i = 'i'): string {
  if (x.isContiguous() && shapesEqual(x.shape, shape)) return i;
  return placeExpression(shape, broadcastStrides(x, shape), i);
}

/** The coordinate along `dim` of element `i` of `shape`. */
export function coordinateOf(shape: Shape, dim: number, i = 'i'): string {
  if (shape.length === 0) return '0';
  const inner = shape.slice(dim + 1).reduce((product, size) => product * size, 1);
  const place = inner === 1 ? i : `divide(${i}, ${inner})`;
  return dim === 0 ? place : `modulo(${place}, ${shape[dim]})`;
}

/** The place in memory of the elements of `shape`, without what `dim` contributes. */
export function placeWithout(
  dim: number,
  shape: Shape,
  strides: readonly number[],
  i = 'i',
): string {
  const others = strides.map((stride, each) => (each === dim ? 0 : stride));
  return placeExpression(shape, others, i);
}

/** `x`, a single element as a vector of one. */
export function atLeastVector(x: Tensor): Tensor {
  return x.ndim === 0 ? x.withLayout([1], [1], x.offset) : x;
}
