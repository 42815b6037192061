import {
  ArgumentError,
  DTypeError,
  formatShape,
  isFloatingPoint,
  ShapeError,
  type Tensor,
  tensor,
} from '@chainrule/tensor';
import type { Transform } from './transform.ts';

/**
 * Shifts and scales each channel: `(image - mean) / std`, for (C, H, W) and (N, C, H, W).
 *
 * @param mean - One number, or one a channel.
 * @param std - One number, or one a channel; none may be 0.
 * @throws {ArgumentError} when a `std` is 0; from the transform, {@link DTypeError} unless the
 * image is floating point, and {@link ShapeError} unless it has a channel for each number.
 * @see https://pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html
 *
 * @example
 * ```ts
 * const image = tensor([[[0, 0.5, 1]]]);
 * console.log(transforms.normalize(0.5, 0.5)(image).toArray()); // [ [ [ -1, 0, 1 ] ] ]
 * ```
 */
export function normalize(
  mean: number | readonly number[],
  std: number | readonly number[],
): Transform {
  const means = [mean].flat();
  const stds = [std].flat();
  if (stds.includes(0)) throw new ArgumentError('normalize divides by std, so none may be 0');
  const transform = (images: Tensor): Tensor => {
    if (!isFloatingPoint(images.dtype)) {
      throw new DTypeError(
        `normalize takes floating point images; got ${images.dtype} (toTensor() converts them)`,
      );
    }
    return images.sub(perChannel(means, images)).div(perChannel(stds, images));
  };
  return Object.assign(transform, { batch: transform });
}

/** `values` so shaped that they broadcast over the channels of (..., C, H, W). */
function perChannel(values: readonly number[], images: Tensor): Tensor {
  const channels = images.shape.at(-3);
  if (channels === undefined || (values.length !== 1 && values.length !== channels)) {
    throw new ShapeError(
      `normalize has numbers for ${values.length} channels and takes (..., C, H, W); got shape ${formatShape(images.shape)}`,
    );
  }
  const { dtype, device } = images;
  return tensor(values, { dtype, device }).reshape(-1, 1, 1);
}
