import { extname } from 'node:path';
import { usageError } from '../failure.ts';

/** The file formats that a plot can be written in. */
export type PlotFormat = 'svg' | 'png';

/** The format that a file's name asks for. */
export function plotFormatOf(path: string): PlotFormat {
  const extension = extname(path).toLowerCase();
  if (extension === '.svg') return 'svg';
  if (extension === '.png') return 'png';
  throw usageError(`--plot: expected a name that ends in .svg or .png, got "${path}"`);
}
