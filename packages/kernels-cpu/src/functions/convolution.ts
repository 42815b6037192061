import type { Offset } from './offset.ts';

/** What {@link ConvolutionFunctions} take. */
export type FoldArguments = [
  channels: number,
  height: number,
  width: number,
  kernelHeight: number,
  kernelWidth: number,
  strideY: number,
  strideX: number,
  paddingY: number,
  paddingX: number,
  dilationY: number,
  dilationX: number,
  outHeight: number,
  outWidth: number,
  image: Offset,
  matrix: Offset,
];

/**
 * Images as matrices, so that a convolution is a matrix product: an image is
 * `channels x height x width`, its matrix `channels * kernelHeight * kernelWidth` by
 * `outHeight * outWidth`.
 */
export interface ConvolutionFunctions {
  /** Writes the matrix of an image, with zeros for the padding. */
  unfold(...layout: FoldArguments): void;

  /** Adds each value of a matrix to the place of the image that it stands for. */
  fold(...layout: FoldArguments): void;
}
