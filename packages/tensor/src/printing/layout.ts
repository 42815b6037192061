import type { TypedArray } from '../dtype.ts';
import type { ElementFormat } from './elements.ts';

/** A contiguous array seen as nested rows, some of which may be left out. */
export interface Rows {
  readonly shape: readonly number[];
  readonly data: TypedArray;
  /** Longer dims show this many items at each end; `Infinity` shows all. */
  readonly edgeitems: number;
}

/** Marks the place of the items that a summarised dim leaves out. */
const leftOut = -1;

/** The elements that will be printed, in order. */
export function shownElements(rows: Rows, dim = 0, offset = 0): number[] {
  const { shape, data } = rows;
  if (dim === shape.length) return [data[offset] as number];
  const stride = itemSize(shape, dim);
  return shownItems(rows, dim)
    .filter((item) => item !== leftOut)
    .flatMap((item) => shownElements(rows, dim + 1, offset + item * stride));
}

/** The nested brackets of an array, its first bracket `indent` characters into the line. */
export function layOut(
  rows: Rows,
  elements: ElementFormat,
  indent: number,
  linewidth: number,
): string {
  const { shape, data } = rows;

  function layOutFrom(dim: number, offset: number): string {
    if (dim === shape.length) return elements.format(data[offset] as number);
    const isVector = dim === shape.length - 1;
    const stride = itemSize(shape, dim);
    // PyTorch sets the dots of a vector off by one space more than those between rows.
    const dots = isVector ? ' ...' : '...';
    const items = shownItems(rows, dim).map((item) =>
      item === leftOut ? dots : layOutFrom(dim + 1, offset + item * stride),
    );
    const margin = ' '.repeat(indent + dim + 1);
    if (!isVector) return `[${items.join(`,${'\n'.repeat(shape.length - 1 - dim)}${margin}`)}]`;
    const room = Math.floor((linewidth - indent - dim) / (elements.width + ', '.length));
    const lines = chunks(items, Math.max(1, room)).map((line) => line.join(', '));
    return `[${lines.join(`,\n${margin}`)}]`;
  }

  return layOutFrom(0, 0);
}

function shownItems({ shape, edgeitems }: Rows, dim: number): number[] {
  const size = shape[dim] as number;
  const range = (start: number, end: number): number[] =>
    Array.from({ length: end - start }, (_, index) => start + index);
  if (size <= 2 * edgeitems) return range(0, size);
  return [...range(0, edgeitems), leftOut, ...range(size - edgeitems, size)];
}

/** The elements in one item of `dim`. */
function itemSize(shape: readonly number[], dim: number): number {
  return shape.slice(dim + 1).reduce((product, size) => product * size, 1);
}

function chunks<T>(items: readonly T[], length: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += length) {
    result.push(items.slice(start, start + length));
  }
  return result;
}
