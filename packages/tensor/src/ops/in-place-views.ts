import { AutogradError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';

/** Gives `x` itself the layout of a view of it. */
function become(name: string, x: Tensor, view: Tensor): Tensor {
  if (x.autograd !== undefined) {
    throw new AutogradError(
      `${name} cannot change the dims of a tensor that gradients keep track of; ` +
        `use ${name.slice(0, -1)}, or detach() first`,
    );
  }
  return x.takeLayout(view);
}

/**
 * As `squeeze`, of `x` itself.
 *
 * @throws {AutogradError} when gradients keep track of `x`.
 */
export function squeeze_(x: Tensor, dim?: number | readonly number[]): Tensor {
  return become('squeeze_', x, x.detach().squeeze(dim));
}

/**
 * As `unsqueeze`, of `x` itself.
 *
 * @throws {AutogradError} when gradients keep track of `x`.
 */
export function unsqueeze_(x: Tensor, dim: number): Tensor {
  return become('unsqueeze_', x, x.detach().unsqueeze(dim));
}

/**
 * As `transpose`, of `x` itself.
 *
 * @throws {AutogradError} when gradients keep track of `x`.
 */
export function transpose_(x: Tensor, dim0: number, dim1: number): Tensor {
  return become('transpose_', x, x.detach().transpose(dim0, dim1));
}

/**
 * As `t`, of `x` itself.
 *
 * @throws {AutogradError} when gradients keep track of `x`.
 */
export function t_(x: Tensor): Tensor {
  return become('t_', x, x.detach().t());
}
