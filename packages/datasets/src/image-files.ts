import { FileFormatError, formatShape, fromTypedArray, type Tensor } from '@chainrule/tensor';
import { type IdxArray, readIdx } from './idx.ts';
import type { FileSource } from './source/file-source.ts';

/** The contents of a pair of files in MNIST's format. */
export interface ImageFiles {
  /** The images, uint8 of (N, H, W). */
  readonly data: Tensor;
  /** The labels, int32 of (N). */
  readonly targets: Tensor;
}

/**
 * Reads the images and labels of one half of a dataset in MNIST's format.
 *
 * @param classes - How many classes there are; labels are below.
 * @throws {FileFormatError} naming the file that is damaged, or whose counts don't match.
 */
export async function readImageFiles(
  source: FileSource,
  train: boolean,
  classes: number,
): Promise<ImageFiles> {
  const half = train ? 'train' : 't10k';
  const imagesName = `${half}-images-idx3-ubyte`;
  const labelsName = `${half}-labels-idx1-ubyte`;
  const images = await readBytes(source, imagesName, 3);
  const labels = await readBytes(source, labelsName, 1);
  if (images.shape[0] !== labels.shape[0]) {
    throw new FileFormatError(
      `${labelsName}: ${labels.shape[0]} labels for the ${images.shape[0]} images of ${imagesName}`,
    );
  }
  const wrong = labels.data.findIndex((label) => label >= classes);
  if (wrong !== -1) {
    throw new FileFormatError(
      `${labelsName}: label ${wrong} is ${labels.data[wrong]}, where labels are below ${classes}`,
    );
  }
  // Datasets stay with the CPU whatever device is the default; batches go where they are sent.
  return {
    data: fromTypedArray(images.data, images.shape, 'uint8', { device: 'cpu' }),
    targets: fromTypedArray(Int32Array.from(labels.data), labels.shape, 'int32', { device: 'cpu' }),
  };
}

async function readBytes(source: FileSource, name: string, dims: number): Promise<IdxArray> {
  const array = await readIdx(await source.read(name), { name });
  if (array.dtype === 'uint8' && array.shape.length === dims) return array;
  throw new FileFormatError(
    `${name}: expected uint8 elements in ${dims} dims, found ${array.dtype} of ${formatShape(array.shape)}`,
  );
}
