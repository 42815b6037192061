const LEVELS = '▁▂▃▄▅▆▇█';

/** Draws counts as a row of bars, one character each; the highest is full. */
export function sparkline(counts: readonly number[]): string {
  const highest = Math.max(1, ...counts);
  return counts
    .map((count) => LEVELS[Math.round((count / highest) * (LEVELS.length - 1))])
    .join('');
}
