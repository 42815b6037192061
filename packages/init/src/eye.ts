import { eye, formatShape, ShapeError, type Tensor } from '@chainrule/tensor';
import { unrecorded } from './options.ts';

/**
 * Fills a matrix with ones on the diagonal and zeros elsewhere, so that a linear layer passes on
 * as many inputs as it can, and returns it.
 *
 * @throws {ShapeError} unless `tensor` has 2 dims.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.eye_
 */
export function eye_(tensor: Tensor): Tensor {
  const [rows, columns] = tensor.shape;
  if (tensor.ndim !== 2 || rows === undefined || columns === undefined) {
    throw new ShapeError(`eye_ takes a tensor of 2 dims; got shape ${formatShape(tensor.shape)}`);
  }
  unrecorded(tensor).copy_(eye(rows, columns, { dtype: tensor.dtype, device: 'cpu' }));
  return tensor;
}
