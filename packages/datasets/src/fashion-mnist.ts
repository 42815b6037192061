import type { Tensor } from '@chainrule/tensor';
import { defaultSource } from '#default-source';
import { readImageFiles } from './image-files.ts';
import { LabelledImages } from './labelled-images.ts';
import type { LoadOptions } from './mnist.ts';

const classes = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
] as const;

/**
 * 70,000 pictures of clothes in ten classes, in MNIST's format and sizes.
 *
 * @see Xiao, Rasul and Vollgraf (2017), "Fashion-MNIST: a novel image dataset for benchmarking
 * machine learning algorithms", https://arxiv.org/abs/1708.07747
 *
 * @example
 * ```ts
 * const test = await FashionMNIST.load({ train: false });
 * const [, label] = test.get(0);
 * console.log(test.length, test.classes[label]); // 10000 Ankle boot
 * ```
 */
export class FashionMNIST<Image = Tensor, Label = number> extends LabelledImages<Image, Label> {
  static readonly classes: readonly string[] = classes;

  /**
   * Reads the dataset, in Node from the files of Debian's package `dataset-fashion-mnist` unless
   * another source is given.
   *
   * @throws {ArgumentError} when a file is missing, or there is no default source, as in browsers.
   * @throws {FileFormatError} when a file is damaged.
   */
  static async load<Image = Tensor, Label = number>(
    options: LoadOptions<Image, Label> = {},
  ): Promise<FashionMNIST<Image, Label>> {
    const { train = true, source = defaultSource('FashionMNIST') } = options;
    const { data, targets } = await readImageFiles(source, train, classes.length);
    return new FashionMNIST(data, targets, classes, options);
  }
}
