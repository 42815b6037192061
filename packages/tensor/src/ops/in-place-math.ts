import { nameGradient } from '../autograd-slot.ts';
import { assign } from '../dispatch.ts';
import { none, type Primitive } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { atan2 } from './arithmetic.ts';
import { erfc, exp2 } from './math.ts';
import { overwrite } from './overwrite.ts';
import { frac } from './rounding.ts';

type InPlaceUnary = Extract<
  Primitive,
  | 'abs'
  | 'acos'
  | 'asin'
  | 'atan'
  | 'ceil'
  | 'cos'
  | 'cosh'
  | 'erf'
  | 'erfinv'
  | 'exp'
  | 'expm1'
  | 'floor'
  | 'log'
  | 'log10'
  | 'log1p'
  | 'log2'
  | 'neg'
  | 'reciprocal'
  | 'relu'
  | 'round'
  | 'rsqrt'
  | 'sigmoid'
  | 'sign'
  | 'sin'
  | 'sinh'
  | 'sqrt'
  | 'tan'
  | 'tanh'
  | 'trunc'
>;

function unary_(primitive: InPlaceUnary): (x: Tensor) => Tensor {
  return (x) => assign(x, primitive, [x], none);
}

/** `x = abs(x)`. */
export const abs_: (x: Tensor) => Tensor = unary_('abs');

/** `x = acos(x)`. */
export const acos_: (x: Tensor) => Tensor = unary_('acos');

/** `x = asin(x)`. */
export const asin_: (x: Tensor) => Tensor = unary_('asin');

/** `x = atan(x)`. */
export const atan_: (x: Tensor) => Tensor = unary_('atan');

/** `x = ceil(x)`. */
export const ceil_: (x: Tensor) => Tensor = unary_('ceil');

/** `x = cos(x)`. */
export const cos_: (x: Tensor) => Tensor = unary_('cos');

/** `x = cosh(x)`. */
export const cosh_: (x: Tensor) => Tensor = unary_('cosh');

/** `x = erf(x)`. */
export const erf_: (x: Tensor) => Tensor = unary_('erf');

/** `x = erfinv(x)`. */
export const erfinv_: (x: Tensor) => Tensor = unary_('erfinv');

/** `x = exp(x)`. */
export const exp_: (x: Tensor) => Tensor = unary_('exp');

/** `x = expm1(x)`. */
export const expm1_: (x: Tensor) => Tensor = unary_('expm1');

/** `x = floor(x)`. */
export const floor_: (x: Tensor) => Tensor = unary_('floor');

/** `x = log(x)`. */
export const log_: (x: Tensor) => Tensor = unary_('log');

/** `x = log10(x)`. */
export const log10_: (x: Tensor) => Tensor = unary_('log10');

/** `x = log1p(x)`. */
export const log1p_: (x: Tensor) => Tensor = unary_('log1p');

/** `x = log2(x)`. */
export const log2_: (x: Tensor) => Tensor = unary_('log2');

/** `x = neg(x)`. */
export const neg_: (x: Tensor) => Tensor = unary_('neg');

/** `x = reciprocal(x)`. */
export const reciprocal_: (x: Tensor) => Tensor = unary_('reciprocal');

/** `x = relu(x)`. */
export const relu_: (x: Tensor) => Tensor = unary_('relu');

/** `x = round(x)`. */
export const round_: (x: Tensor) => Tensor = unary_('round');

/** `x = rsqrt(x)`. */
export const rsqrt_: (x: Tensor) => Tensor = unary_('rsqrt');

/** `x = sigmoid(x)`. */
export const sigmoid_: (x: Tensor) => Tensor = unary_('sigmoid');

/** `x = sign(x)`. */
export const sign_: (x: Tensor) => Tensor = unary_('sign');

/** `x = sin(x)`. */
export const sin_: (x: Tensor) => Tensor = unary_('sin');

/** `x = sinh(x)`. */
export const sinh_: (x: Tensor) => Tensor = unary_('sinh');

/** `x = sqrt(x)`. */
export const sqrt_: (x: Tensor) => Tensor = unary_('sqrt');

/** `x = tan(x)`. */
export const tan_: (x: Tensor) => Tensor = unary_('tan');

/** `x = tanh(x)`. */
export const tanh_: (x: Tensor) => Tensor = unary_('tanh');

/** `x = trunc(x)`. */
export const trunc_: (x: Tensor) => Tensor = unary_('trunc');

/** `x = atan2(x, other)`. */
export function atan2_(x: Tensor, other: Tensor): Tensor {
  return overwrite('atan2_', x, (before) => atan2(before, other), 'Atan2Backward0');
}

/** `x = erfc(x)`. */
export function erfc_(x: Tensor): Tensor {
  return overwrite('erfc_', x, erfc, 'ErfcBackward0');
}

/** `x = exp2(x)`. */
export function exp2_(x: Tensor): Tensor {
  return overwrite('exp2_', x, exp2, 'Exp2Backward0');
}

/** `x = frac(x)`. */
export function frac_(x: Tensor): Tensor {
  return overwrite('frac_', x, frac, 'FracBackward0');
}

/** `x = x * x`. */
export function square_(x: Tensor): Tensor {
  return nameGradient(assign(x, 'mul', [x, x], none), 'PowBackward0');
}
