import { formatShape, ShapeError, type Tensor } from '@chainrule/tensor';
import type { Transform } from './transform.ts';

/**
 * Turns an image into what a model takes: channels first, and bytes scaled to [0, 1].
 *
 * A uint8 image of (H, W) or (H, W, C) becomes a floating point tensor of (1, H, W) or
 * (C, H, W); other dtypes keep their values. A batch gets the same, after its dim of N.
 *
 * @throws {ShapeError} from the transform, when the image has neither 2 nor 3 dims.
 * @see https://pytorch.org/vision/stable/generated/torchvision.transforms.ToTensor.html
 *
 * @example
 * ```ts
 * const image = tensor([[0, 51], [102, 255]], { dtype: 'uint8' });
 * const scaled = transforms.toTensor()(image);
 * console.log(scaled.shape, scaled.max().item()); // [ 1, 2, 2 ] 1
 * ```
 */
export function toTensor(): Transform {
  return Object.assign((image: Tensor) => convert(image, 0), {
    batch: (images: Tensor) => convert(images, 1),
  });
}

/** `imageDim` is the dim where an image begins, after any dim of a batch. */
function convert(images: Tensor, imageDim: number): Tensor {
  const dims = images.ndim - imageDim;
  if (dims !== 2 && dims !== 3) {
    throw new ShapeError(
      `toTensor takes images of (H, W) or (H, W, C); got shape ${formatShape(images.shape.slice(imageDim))}`,
    );
  }
  const channelsFirst =
    dims === 2 ? images.unsqueeze(imageDim) : images.movedim(-1, imageDim).contiguous();
  return channelsFirst.dtype === 'uint8' ? channelsFirst.div(255) : channelsFirst;
}
