import type { Tensor } from '../tensor.ts';
import { floating } from './floating.ts';

/**
 * The angle whose cosine is `x`, in radians from 0 to pi; NaN outside [-1, 1]. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.acos.html
 */
export function acos(x: Tensor): Tensor {
  return floating('acos', x);
}

/**
 * The angle whose sine is `x`, in radians from -pi/2 to pi/2; NaN outside [-1, 1]. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.asin.html
 */
export function asin(x: Tensor): Tensor {
  return floating('asin', x);
}

/**
 * The angle whose tangent is `x`, in radians from -pi/2 to pi/2. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.atan.html
 */
export function atan(x: Tensor): Tensor {
  return floating('atan', x);
}

/**
 * The cosine of `x` in radians. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.cos.html
 */
export function cos(x: Tensor): Tensor {
  return floating('cos', x);
}

/**
 * The hyperbolic cosine. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.cosh.html
 */
export function cosh(x: Tensor): Tensor {
  return floating('cosh', x);
}

/**
 * The sine of `x` in radians. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.sin.html
 */
export function sin(x: Tensor): Tensor {
  return floating('sin', x);
}

/**
 * The hyperbolic sine. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.sinh.html
 */
export function sinh(x: Tensor): Tensor {
  return floating('sinh', x);
}

/**
 * The tangent of `x` in radians. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.tan.html
 */
export function tan(x: Tensor): Tensor {
  return floating('tan', x);
}

/**
 * The hyperbolic tangent. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.tanh.html
 */
export function tanh(x: Tensor): Tensor {
  return floating('tanh', x);
}
