import * as asciichart from 'asciichart';

const HEIGHT = 8;
const LABEL_WIDTH = 8;
const WIDEST = 100;

/** As many values as there are columns, each the mean of those that fall on it. */
export function resample(values: readonly number[], columns: number): number[] {
  if (values.length <= columns) return [...values];
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * values.length) / columns));
    const slice = values.slice(from, to);
    return slice.reduce((sum, value) => sum + value, 0) / slice.length;
  });
}

/**
 * Draws losses as a line over a few rows of text, from zero up.
 *
 * From zero, because a scale that hugs a plateau makes mountains of its last digit.
 */
export function drawCurve(losses: readonly number[], columns: number, hasColor: boolean): string {
  const finite = losses.filter((loss) => Number.isFinite(loss));
  const width = Math.min(WIDEST, columns - LABEL_WIDTH - 3);
  if (finite.length < 2 || width < 10) return '';
  const points = resample(finite, width);
  return asciichart.plot(points, {
    height: HEIGHT,
    min: Math.min(0, ...points),
    max: Math.max(0, ...points) || 1,
    format: (value) => value.toFixed(4).padStart(LABEL_WIDTH),
    colors: hasColor ? [asciichart.cyan] : [],
  });
}
