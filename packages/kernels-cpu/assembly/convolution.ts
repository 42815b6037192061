import { bytes } from './bytes';

/**
 * Images as matrices, so that a convolution is a matrix product.
 *
 * An image is `channels x height x width`. Its matrix has a row for each channel and place of
 * the kernel, and a column for each place of the output: what that kernel value meets there.
 */

const GATHER = 0;
const SCATTER = 1;

function gatherRow(image: usize, stride: i32, matrix: usize, count: i32): void {
  if (stride == 1) {
    memory.copy(matrix, image, bytes(count));
    return;
  }
  for (; count > 0; count--, image += bytes(stride), matrix += 4) {
    store<f32>(matrix, load<f32>(image));
  }
}

function scatterRow(image: usize, stride: i32, matrix: usize, count: i32): void {
  for (; count > 0; count--, image += bytes(stride), matrix += 4) {
    store<f32>(image, load<f32>(image) + load<f32>(matrix));
  }
}

/** Visits what the image and its matrix have in common, row by row. */
function walk(
  direction: i32,
  channels: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  outHeight: i32,
  outWidth: i32,
  image: usize,
  matrix: usize,
): void {
  const rowBytes = bytes(outWidth);
  for (; channels > 0; channels--, image += bytes(height * width)) {
    for (let kernelY = 0; kernelY < kernelHeight; kernelY++) {
      for (let kernelX = 0; kernelX < kernelWidth; kernelX++) {
        // The columns from `first` to before `last` meet the image, the others the padding.
        const shift = kernelX * dilationX - paddingX;
        const first = min(outWidth, max(0, (strideX - 1 - shift) / strideX));
        const last = max(first, min(outWidth, (width - shift + strideX - 1) / strideX));
        let y = kernelY * dilationY - paddingY;
        for (let row = 0; row < outHeight; row++, y += strideY, matrix += rowBytes) {
          const isInside = y >= 0 && y < height;
          if (direction == GATHER) memory.fill(matrix, 0, rowBytes);
          if (!isInside) continue;
          const from = image + bytes(y * width + first * strideX + shift);
          const to = matrix + bytes(first);
          if (direction == GATHER) gatherRow(from, strideX, to, last - first);
          else scatterRow(from, strideX, to, last - first);
        }
      }
    }
  }
}

/** Writes the matrix of an image, with zeros for the padding. */
export function unfold(
  channels: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  outHeight: i32,
  outWidth: i32,
  image: usize,
  matrix: usize,
): void {
  walk(
    GATHER,
    channels,
    height,
    width,
    kernelHeight,
    kernelWidth,
    strideY,
    strideX,
    paddingY,
    paddingX,
    dilationY,
    dilationX,
    outHeight,
    outWidth,
    image,
    matrix,
  );
}

/** Adds each value of a matrix to the place of the image that it stands for. */
export function fold(
  channels: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  outHeight: i32,
  outWidth: i32,
  image: usize,
  matrix: usize,
): void {
  walk(
    SCATTER,
    channels,
    height,
    width,
    kernelHeight,
    kernelWidth,
    strideY,
    strideX,
    paddingY,
    paddingX,
    dilationY,
    dilationX,
    outHeight,
    outWidth,
    image,
    matrix,
  );
}
