import type { PlotOptions, Series } from '../plot.ts';

declare global {
  /** Draws curves under the editor. */
  function plot(series: Series | Readonly<Record<string, Series>>, options?: PlotOptions): void;
}
