import type { PredictionEvent } from '@chainrule/experiments';

const RESET = '\u001b[0m';

/** xterm's grey ramp: 232 is nearly black, 255 nearly white. */
function grey(intensity: number): number {
  return 232 + Math.round((intensity / 255) * 23);
}

/** Two pixels, one above the other, as one character of text. */
function plainCell(upper: number, lower: number): string {
  const isInk = (intensity: number): boolean => intensity >= 96;
  if (isInk(upper)) return isInk(lower) ? '█' : '▀';
  return isInk(lower) ? '▄' : ' ';
}

function greyCell(upper: number, lower: number): string {
  return `\u001b[38;5;${grey(upper)};48;5;${grey(lower)}m▀`;
}

/** Draws an image with half blocks, two rows of pixels a line; in shades of grey if colours may be used. */
export function drawDigit(
  { width, height, pixels }: Pick<PredictionEvent, 'width' | 'height' | 'pixels'>,
  hasColor: boolean,
): string[] {
  const cell = hasColor ? greyCell : plainCell;
  const lines: string[] = [];
  for (let row = 0; row < height; row += 2) {
    let line = '';
    for (let column = 0; column < width; column++) {
      line += cell(pixels[row * width + column] ?? 0, pixels[(row + 1) * width + column] ?? 0);
    }
    lines.push(hasColor ? line + RESET : line);
  }
  return lines;
}

function caption({ predicted, label, probability }: PredictionEvent): string {
  const verdict = predicted === label ? '' : `, is ${label}`;
  return `${predicted} (${(100 * probability).toFixed(1)} %)${verdict}`;
}

const GAP = '  ';

/** Draws predictions side by side, as many as fit, each with what the model said below it. */
export function drawPredictions(
  predictions: readonly PredictionEvent[],
  columns: number,
  hasColor: boolean,
): string[] {
  const lines: string[] = [];
  const widest = Math.max(0, ...predictions.map(({ width }) => width));
  const perRow = Math.max(1, Math.floor((columns + GAP.length) / (widest + GAP.length)));
  for (let start = 0; start < predictions.length; start += perRow) {
    const row = predictions.slice(start, start + perRow);
    const drawn = row.map((prediction) => drawDigit(prediction, hasColor));
    const captions = row.map((prediction) => caption(prediction).padEnd(prediction.width));
    for (let line = 0; line < Math.max(...drawn.map(({ length }) => length)); line++) {
      const parts = drawn.map((image, i) => image[line] ?? ' '.repeat(row[i]!.width));
      lines.push(parts.join(GAP).trimEnd());
    }
    lines.push(captions.join(GAP).trimEnd());
  }
  return lines;
}
