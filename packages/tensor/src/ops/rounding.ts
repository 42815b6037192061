import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { isFloatingPoint } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import { none, type Primitive } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';

type Rounding = Extract<Primitive, 'ceil' | 'floor' | 'round' | 'trunc'>;

/** Integers are whole already. */
function rounding(primitive: Rounding, x: Tensor): Tensor {
  return isFloatingPoint(x.dtype) ? apply(primitive, [x], none) : x.clone();
}

/**
 * The smallest whole number that is not below `x`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.ceil.html
 */
export function ceil(x: Tensor): Tensor {
  return rounding('ceil', x);
}

/**
 * The largest whole number that is not above `x`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.floor.html
 */
export function floor(x: Tensor): Tensor {
  return rounding('floor', x);
}

/**
 * `x` without its fraction. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.trunc.html
 */
export function trunc(x: Tensor): Tensor {
  return rounding('trunc', x);
}

/**
 * The nearest whole number, halves to the even one. Elementwise.
 *
 * @param options.decimals - round to this many places behind the point. Default 0.
 * @see https://pytorch.org/docs/stable/generated/torch.round.html
 */
export function round(x: Tensor, options: { readonly decimals?: number } = {}): Tensor {
  const { decimals = 0 } = options;
  if (decimals === 0) return rounding('round', x);
  const scale = 10 ** Math.abs(decimals);
  if (decimals < 0) return rounding('round', x.div(scale)).mul(scale);
  return rounding('round', x.mul(scale)).div(scale);
}

/**
 * What `trunc` cuts off: the fraction, with the sign of `x`. Elementwise.
 *
 * @throws {DTypeError} for integers and bools, which have no fraction.
 * @see https://pytorch.org/docs/stable/generated/torch.frac.html
 */
export function frac(x: Tensor): Tensor {
  if (!isFloatingPoint(x.dtype)) {
    throw new DTypeError(`frac takes a floating point tensor; got ${x.dtype}`);
  }
  return nameGradient(x.sub(trunc(x)), 'FracBackward0');
}
