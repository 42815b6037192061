/** The side of MNIST's images, and of the box that its digits were scaled into. */
const SIDE = 28;
const BOX = 20;

/**
 * Makes of a drawing what MNIST's makers made of theirs: scaled into a box of 20 by 20, then moved so
 * that its centre of mass is the centre of a 28 by 28 image.
 *
 * @param ink - `width * width` values from 0 to 1, row by row.
 * @returns 784 values from 0 to 1, all 0 when nothing is drawn.
 * @see https://yann.lecun.com/exdb/mnist/
 */
export function centerDigit(ink: ArrayLike<number>, width: number): Float32Array {
  const image = new Float32Array(SIDE * SIDE);
  const box = boundingBox(ink, width);
  if (box === undefined) return image;
  const scale = BOX / Math.max(box.right - box.left, box.bottom - box.top);
  let [mass, x, y] = [0, 0, 0];
  forEachInk(ink, width, box, (value, column, row) => {
    mass += value;
    x += value * (column + 0.5);
    y += value * (row + 0.5);
  });
  const [centerX, centerY] = [x / mass, y / mass];
  // Each pixel of the image is the mean of the part of the drawing under it.
  const reach = 1 / scale / 2;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const atX = centerX + (column + 0.5 - SIDE / 2) / scale;
      const atY = centerY + (row + 0.5 - SIDE / 2) / scale;
      image[row * SIDE + column] = meanAround(ink, width, atX, atY, reach);
    }
  }
  return image;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boundingBox(ink: ArrayLike<number>, width: number): Box | undefined {
  let [left, right, top, bottom] = [width, 0, width, 0];
  forEachInk(ink, width, { left: 0, right: width, top: 0, bottom: width }, (_, column, row) => {
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  });
  return right > left ? { left, right, top, bottom } : undefined;
}

function forEachInk(
  ink: ArrayLike<number>,
  width: number,
  { left, right, top, bottom }: Box,
  visit: (value: number, column: number, row: number) => void,
): void {
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const value = ink[row * width + column] as number;
      if (value > 0) visit(value, column, row);
    }
  }
}

function meanAround(
  ink: ArrayLike<number>,
  width: number,
  x: number,
  y: number,
  reach: number,
): number {
  // A little less than the reach, so that rounding touches no pixel beyond it.
  const within = reach - 1e-6;
  const from = (center: number): number => Math.floor(center - within);
  const to = (center: number): number => Math.ceil(center + within);
  let [sum, count] = [0, 0];
  for (let row = from(y); row < to(y); row++) {
    for (let column = from(x); column < to(x); column++) {
      count++;
      const isInside = row >= 0 && row < width && column >= 0 && column < width;
      if (isInside) sum += ink[row * width + column] as number;
    }
  }
  return sum / count;
}
