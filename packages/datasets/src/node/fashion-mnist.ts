import { existsSync } from 'node:fs';
import { ArgumentError } from '@chainrule/tensor';
import type { FileSource } from '../source/file-source.ts';
import { folderSource } from './folder-source.ts';

const folder = '/usr/share/datasets/fashion-mnist';

/**
 * Fashion-MNIST from the files of Debian's package `dataset-fashion-mnist`.
 *
 * @throws {ArgumentError} when the package is not installed.
 * @see https://packages.debian.org/dataset-fashion-mnist
 *
 * @example
 * ```ts needs Fashion-MNIST
 * const train = await FashionMNIST.load({ train: true, source: fashionMnistSource() });
 * console.log(train.length); // 60000
 * ```
 */
export function fashionMnistSource(): FileSource {
  if (existsSync(folder)) return folderSource(folder);
  throw new ArgumentError(
    `no Fashion-MNIST in ${folder}; apt-get install dataset-fashion-mnist, or pass source: folderSource(path) or urlSource(url)`,
  );
}
