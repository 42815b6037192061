import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { isFloatingPoint } from '../dtype.ts';
import { ArgumentError, DTypeError } from '../errors.ts';
import { none, type Primitive } from '../primitives/signatures.ts';
import { Tensor } from '../tensor.ts';
import { toFloat } from './operand.ts';

type FloatFunction = Extract<
  Primitive,
  | 'acos' | 'asin' | 'atan' | 'cos' | 'cosh' | 'erf' | 'erfinv' | 'exp' | 'expm1' | 'log'
  | 'log10' | 'log1p' | 'log2' | 'reciprocal' | 'rsqrt' | 'sigmoid' | 'sin' | 'sinh' | 'sqrt'
  | 'tan' | 'tanh'
>;

type Rounding = Extract<Primitive, 'ceil' | 'floor' | 'round' | 'trunc'>;

/** Integers become floating point first, as PyTorch does it. */
function floating(primitive: FloatFunction, x: Tensor): Tensor {
  return apply(primitive, [toFloat(x)], none);
}

/** Integers are whole already. */
function rounding(primitive: Rounding, x: Tensor): Tensor {
  return isFloatingPoint(x.dtype) ? apply(primitive, [x], none) : x.clone();
}

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
 * The square root; NaN below 0. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.sqrt.html
 */
export function sqrt(x: Tensor): Tensor {
  return floating('sqrt', x);
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
 * @see https://pytorch.org/docs/stable/generated/torch.frac.html
 */
export function frac(x: Tensor): Tensor {
  return nameGradient(x.sub(trunc(x)), 'FracBackward0');
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
  return nameGradient(toFloat(x).mul(Math.LN2).exp(), 'Exp2Backward0');
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
 * `x * x`. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.square.html
 */
export function square(x: Tensor): Tensor {
  return nameGradient(x.mul(x), 'PowBackward0');
}

/**
 * `max(x, 0)`; NaN stays. Elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.relu.html
 */
export function relu(x: Tensor): Tensor {
  return apply('relu', [x], none);
}

/**
 * `x` kept between `min` and `max`, which are numbers or tensors that broadcast; a missing one
 * does not bound. Elementwise.
 *
 * @example
 * ```ts
 * clamp(tensor([-2, 0.5, 3]), 0, 1); // tensor([0.0000, 0.5000, 1.0000])
 * ```
 * @throws {ArgumentError} when neither bound is given.
 * @see https://pytorch.org/docs/stable/generated/torch.clamp.html
 */
export function clamp(
  x: Tensor,
  min?: Tensor | number | null | ClampOptions,
  max?: Tensor | number | null,
): Tensor {
  const bounds = isClampOptions(min) ? min : { min, max };
  const low = bounds.min ?? null;
  const high = bounds.max ?? null;
  if (low === null && high === null) {
    throw new ArgumentError('clamp takes min, max or both; got neither');
  }
  if (isTensor(low) || isTensor(high)) {
    const raised = low === null ? x : x.maximum(low);
    return nameGradient(high === null ? raised : raised.minimum(high), 'ClampBackward1');
  }
  const fractional = [low, high].some((bound) => bound !== null && !Number.isInteger(bound));
  const input = fractional ? toFloat(x) : x;
  return apply('clamp', [input], { min: low, max: high });
}

/** Bounds of `clamp`, by name. */
export interface ClampOptions {
  readonly min?: Tensor | number | null;
  readonly max?: Tensor | number | null;
}

function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}

function isClampOptions(value: unknown): value is ClampOptions {
  return typeof value === 'object' && value !== null && !isTensor(value);
}
