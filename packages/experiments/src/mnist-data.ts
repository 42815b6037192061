import {
  DataLoader,
  type Dataset,
  type FileSource,
  MNIST,
  Subset,
  transforms,
} from '@chainrule/datasets';
import { Generator as RandomGenerator, type Tensor } from '@chainrule/tensor';

/** Images `(1, 28, 28)` in [0, 1], each with its label from 0 to 9. */
export type Digits = Dataset<[image: Tensor, label: number]>;

/** The 60,000 images to learn from, or the first `limit` of them, and the 10,000 to be tested on. */
export async function mnistData(
  limit: number | null,
  source?: FileSource,
): Promise<{ train: Digits; test: Digits }> {
  const where = source === undefined ? {} : { source };
  const transform = transforms.toTensor();
  const [train, test] = await Promise.all([
    MNIST.load({ train: true, transform, ...where }),
    MNIST.load({ train: false, transform, ...where }),
  ]);
  if (limit === null || limit >= train.length) return { train, test };
  return {
    train: new Subset(
      train,
      Array.from({ length: limit }, (_, index) => index),
    ),
    test,
  };
}

/** `(N, 1, 28, 28) -> (N, 784)`. */
export function flat(images: Tensor): Tensor {
  return images.view(-1, 28 * 28);
}

/** Images `(N, 1, 28, 28)` and labels `(N)` from `start` up to `end`. */
export function batchOf(
  digits: Digits,
  start: number,
  end: number,
): [images: Tensor, labels: Tensor] {
  const indices = Array.from({ length: end - start }, (_, offset) => start + offset);
  // A loader draws a seed for its workers, as PyTorch's does; a generator of its own keeps that out
  // of the stream that training draws from.
  const generator = new RandomGenerator();
  const [batch] = new DataLoader(digits, { batchSampler: [indices], generator });
  return batch as [Tensor, Tensor];
}
