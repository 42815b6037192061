import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { DTypeError } from '../errors.ts';
import { none } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { floating } from './floating.ts';
import { cast, constant, toFloat } from './operand.ts';

/**
 * The error function. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.erf.html
 */
export function erf(x: Tensor): Tensor {
  return floating('erf', x);
}

/**
 * The inverse of `erf`; infinite at -1 and 1, NaN outside. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.erfinv.html
 */
export function erfinv(x: Tensor): Tensor {
  return floating('erfinv', x);
}

/**
 * e to the power `x`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.exp.html
 */
export function exp(x: Tensor): Tensor {
  return floating('exp', x);
}

/**
 * `exp(x) - 1`, exact near 0. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.expm1.html
 */
export function expm1(x: Tensor): Tensor {
  return floating('expm1', x);
}

/**
 * The natural logarithm; NaN below 0, -inf at 0. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.log.html
 */
export function log(x: Tensor): Tensor {
  return floating('log', x);
}

/**
 * The logarithm to base 10. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.log10.html
 */
export function log10(x: Tensor): Tensor {
  return floating('log10', x);
}

/**
 * `log(1 + x)`, exact near 0. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.log1p.html
 */
export function log1p(x: Tensor): Tensor {
  return floating('log1p', x);
}

/**
 * The logarithm to base 2. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.log2.html
 */
export function log2(x: Tensor): Tensor {
  return floating('log2', x);
}

/**
 * `1 / x`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.reciprocal.html
 */
export function reciprocal(x: Tensor): Tensor {
  return floating('reciprocal', x);
}

/**
 * `1 / sqrt(x)`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.rsqrt.html
 */
export function rsqrt(x: Tensor): Tensor {
  return floating('rsqrt', x);
}

/**
 * The logistic function, `1 / (1 + exp(-x))`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.sigmoid.html
 */
export function sigmoid(x: Tensor): Tensor {
  return floating('sigmoid', x);
}

/**
 * The square root; NaN below 0. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.sqrt.html
 */
export function sqrt(x: Tensor): Tensor {
  return floating('sqrt', x);
}

/**
 * `1 - erf(x)`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.erfc.html
 */
export function erfc(x: Tensor): Tensor {
  return nameGradient(erf(x).neg().add(1), 'ErfcBackward0');
}

/**
 * 2 to the power `x`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.exp2.html
 */
export function exp2(x: Tensor): Tensor {
  const input = toFloat(x);
  const base = constant(2, input.dtype, input.storage.device);
  return nameGradient(apply('pow', [base, input], none), 'Exp2Backward0');
}

/**
 * The distance from 0. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.abs.html
 */
export function abs(x: Tensor): Tensor {
  return apply('abs', [x], none);
}

/**
 * `-x`. Elementwise.
 *
 * @throws {DTypeError} for bool; use `logicalNot`.
 * @see https://pytorch.org/docs/stable/generated/torch.neg.html
 */
export function neg(x: Tensor): Tensor {
  if (x.dtype === 'bool') {
    throw new DTypeError('neg does not take bool tensors; use logicalNot');
  }
  return apply('neg', [x], none);
}

/**
 * -1, 0 or 1 by the sign; 0 for NaN. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.sign.html
 */
export function sign(x: Tensor): Tensor {
  return apply('sign', [x], none);
}

/**
 * `x * x`. Bools give int32. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.square.html
 */
export function square(x: Tensor): Tensor {
  const input = x.dtype === 'bool' ? cast(x, 'int32') : x;
  return nameGradient(apply('mul', [input, input], none), 'PowBackward0');
}

/**
 * `max(x, 0)`; NaN stays. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.relu.html
 */
export function relu(x: Tensor): Tensor {
  return apply('relu', [x], none);
}
