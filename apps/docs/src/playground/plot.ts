import { Tensor } from '@chainrule/tensor';
import type { Plot } from './messages.ts';

/** Numbers in a row: an array, a typed array, or a tensor on the CPU. */
export type Series = ArrayLike<number> | Tensor;

export interface PlotOptions {
  readonly title?: string;
  /** Places along the horizontal axis. Default: 0, 1, 2, ... */
  readonly x?: Series;
}

function numbersOf(name: string, series: Series): number[] {
  if (series instanceof Tensor) return Array.from(series.dataSync());
  if (typeof series === 'object' && series !== null && 'length' in series) {
    return Array.from(series, Number);
  }
  throw new TypeError(`plot takes arrays of numbers or tensors; ${name} is ${String(series)}`);
}

/**
 * Curves to draw: one series, or several by their names.
 *
 * @throws {TypeError} for what is no series, or when lengths differ.
 */
export function plotOf(
  series: Series | Readonly<Record<string, Series>>,
  { title = '', x }: PlotOptions = {},
): Plot {
  const isOne = series instanceof Tensor || Array.isArray(series) || ArrayBuffer.isView(series);
  const named = isOne ? { '': series as Series } : (series as Readonly<Record<string, Series>>);
  const curves = Object.entries(named).map(([name, each]) => ({
    name,
    values: numbersOf(name || 'the series', each),
  }));
  const longest = Math.max(0, ...curves.map(({ values }) => values.length));
  const places =
    x === undefined ? Array.from({ length: longest }, (_, place) => place) : numbersOf('x', x);
  if (places.length < longest) {
    throw new TypeError(`plot: x has ${places.length} places for ${longest} values`);
  }
  return { title, x: places, curves };
}
