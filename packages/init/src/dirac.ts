import { ArgumentError, formatShape, ShapeError, type Tensor } from '@chainrule/tensor';
import { unrecorded } from './options.ts';

/**
 * Fills the kernels of a convolution with the Dirac delta, so that it passes on as many input
 * channels as it can, and returns them: `(out, in, ...kernel)` with 1 to 3 kernel dims.
 *
 * @param groups - each of this many groups of output channels passes on the inputs. Default 1.
 * @throws {ShapeError} unless there are 3, 4 or 5 dims.
 * @throws {ArgumentError} when the output channels do not divide into `groups`.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.dirac_
 */
export function dirac_(tensor: Tensor, groups: number | { readonly groups?: number } = 1): Tensor {
  const count = typeof groups === 'number' ? groups : (groups.groups ?? 1);
  const [outputs = 0, inputs = 0, ...kernel] = tensor.shape;
  if (tensor.ndim < 3 || tensor.ndim > 5) {
    throw new ShapeError(
      `dirac_ takes a tensor of 3, 4 or 5 dims; got shape ${formatShape(tensor.shape)}`,
    );
  }
  if (!Number.isInteger(count) || count < 1 || outputs % count !== 0) {
    throw new ArgumentError(
      `dirac_ takes groups that divide the ${outputs} output channels; got ${count}`,
    );
  }
  const values = unrecorded(tensor).zero_();
  const outputsPerGroup = outputs / count;
  for (let group = 0; group < count; group++) {
    for (let channel = 0; channel < Math.min(outputsPerGroup, inputs); channel++) {
      let part = values.select(0, group * outputsPerGroup + channel).select(0, channel);
      for (const length of kernel) part = part.select(0, Math.floor(length / 2));
      part.fill_(1);
    }
  }
  return tensor;
}
