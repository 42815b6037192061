import { DTypeError, ShapeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { zeros } from './creation.ts';
import { indexTensor } from './index-tensors.ts';

/**
 * A 1 at the place of each class, 0 elsewhere, int32: `(...) -> (..., numClasses)`.
 *
 * @param numClasses - how many classes there are. Default: one more than the largest.
 * @example
 * ```ts
 * oneHot(tensor([0, 2], { dtype: 'int32' })); // tensor([[1, 0, 0], [0, 0, 1]], dtype=torch.int32)
 * ```
 * @throws {ShapeError} for a class out of range.
 * @throws {DeviceError} without `numClasses` on a device that can only be read later.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html
 */
export function oneHot(
  x: Tensor,
  numClasses: number | { readonly numClasses?: number } = -1,
): Tensor {
  const wanted = typeof numClasses === 'number' ? numClasses : (numClasses.numClasses ?? -1);
  if (x.dtype === 'bool') throw new DTypeError('oneHot takes classes as integers; got bool');
  const classes = indexTensor('oneHot', x);
  const count = wanted === -1 ? numberOfClasses(classes) : wanted;
  const blank = zeros([...x.shape, count], { dtype: 'int32', device: x.storage.device });
  return blank.scatter(-1, classes.unsqueeze(-1), 1);
}

function numberOfClasses(classes: Tensor): number {
  if (classes.numel() === 0) {
    throw new ShapeError(
      'oneHot of no elements cannot tell how many classes there are; pass numClasses',
    );
  }
  return Math.max(classes.amax().item() + 1, 1);
}
