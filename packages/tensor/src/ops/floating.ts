import { apply } from '../dispatch.ts';
import { none, type Primitive } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { toFloat } from './operand.ts';

type FloatFunction = Extract<
  Primitive,
  | 'acos'
  | 'asin'
  | 'atan'
  | 'cos'
  | 'cosh'
  | 'erf'
  | 'erfinv'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log10'
  | 'log1p'
  | 'log2'
  | 'reciprocal'
  | 'rsqrt'
  | 'sigmoid'
  | 'sin'
  | 'sinh'
  | 'sqrt'
  | 'tan'
  | 'tanh'
>;

/** Integers become floating point first, as PyTorch does it. */
export function floating(primitive: FloatFunction, x: Tensor): Tensor {
  return apply(primitive, [toFloat(x)], none);
}
