import type { Tensor } from '@chainrule/tensor';
import { unrecorded } from './options.ts';

/**
 * Fills `tensor` with `value` and returns it.
 *
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.constant_
 */
export function constant_(tensor: Tensor, value: number): Tensor {
  unrecorded(tensor).fill_(value);
  return tensor;
}

/** Fills `tensor` with 1 and returns it. */
export function ones_(tensor: Tensor): Tensor {
  return constant_(tensor, 1);
}

/** Fills `tensor` with 0 and returns it. */
export function zeros_(tensor: Tensor): Tensor {
  return constant_(tensor, 0);
}
