import type { Collated } from '../collate.ts';
import type { Transform } from './transform.ts';

/**
 * A function as a transform, with the function that does the same to a batch, where there is one.
 *
 * Without `batch`, a dataset that could be read a batch at a time is read a sample at a time.
 *
 * @see https://pytorch.org/vision/stable/generated/torchvision.transforms.Lambda.html
 *
 * @example
 * ```ts
 * const flatten = transforms.lambda(
 *   (image: Tensor) => image.flatten(),
 *   (images) => images.flatten(1),
 * );
 * ```
 */
export function lambda<In, Out>(
  sample: (sample: In) => Out,
  batch?: (samples: Collated<In>) => Collated<Out>,
): Transform<In, Out> {
  const transform = (value: In): Out => sample(value);
  return batch === undefined ? transform : Object.assign(transform, { batch });
}
