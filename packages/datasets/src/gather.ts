import { fromTypedArray, type Tensor } from '@chainrule/tensor';
import { checkIndex } from './dataset.ts';

/**
 * The slices of `tensor` at `indices` along its first dim, as one tensor: (M, ...) -> (N, ...).
 *
 * @throws {ArgumentError} when an index is out of range.
 */
export function gather(tensor: Tensor, indices: readonly number[]): Tensor {
  const length = tensor.size(0);
  const positions = Int32Array.from(indices, (index) => checkIndex(index, length));
  const { device } = tensor.storage;
  const index = fromTypedArray(positions, [positions.length], 'int32', { device });
  return tensor.indexSelect(0, index);
}
