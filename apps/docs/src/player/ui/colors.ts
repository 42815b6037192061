/** A colour as its red, green and blue, 0 to 255. */
type Color = readonly [red: number, green: number, blue: number];

const low: Color = [37, 99, 235];
const high: Color = [217, 111, 15];
const middle: { readonly light: Color; readonly dark: Color } = {
  light: [246, 243, 236],
  dark: [29, 32, 38],
};

/** The colour of a value from 0 (blue) over 0.5 (the page) to 1 (orange). */
export function divergingColor(value: number, isDark: boolean): Color {
  const center = isDark ? middle.dark : middle.light;
  const [end, share] = value < 0.5 ? [low, 1 - 2 * value] : [high, 2 * value - 1];
  const amount = Math.min(Math.max(share, 0), 1);
  const mix = (channel: 0 | 1 | 2): number =>
    center[channel] + (end[channel] - center[channel]) * amount;
  return [mix(0), mix(1), mix(2)];
}

/** Paints `values`, row by row, as an image of so many columns; `NaN` stays clear. */
export function paint(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  columns: number,
  colorOf: (value: number) => Color,
  flip = false,
): void {
  const rows = values.length / columns;
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    const target = flip ? rows - 1 - row : row;
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column] as number;
      if (Number.isNaN(value)) continue;
      image.data.set([...colorOf(value), 255], 4 * (target * columns + column));
    }
  }
  context.putImageData(image, 0, 0);
}
