import { apply } from '../dispatch.ts';
import { isFloatingPoint } from '../dtype.ts';
import { ArgumentError, DTypeError } from '../errors.ts';
import { none, type Primitive } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { nameGradient } from '../autograd-slot.ts';
import { cast, promote, promoteToFloat, type TensorOperand } from './operand.ts';
import { trunc } from './math.ts';

/** Options of `add` and `sub`. */
export interface AlphaOptions {
  /** Multiplies the second operand. Default 1. */
  readonly alpha?: number;
}

type Arithmetic = Extract<
  Primitive,
  'add' | 'sub' | 'mul' | 'maximum' | 'minimum' | 'pow' | 'remainder' | 'fmod' | 'floorDivide'
>;

function binary(primitive: Arithmetic, a: TensorOperand, b: TensorOperand): Tensor {
  return apply(primitive, promote(a, b), none);
}

function scaled(b: TensorOperand, alpha: number): TensorOperand {
  if (alpha === 1) return b;
  return typeof b === 'object' ? mul(b, alpha) : Number(b) * alpha;
}

/**
 * `a + alpha * b`, broadcast and promoted.
 *
 * @example
 * ```ts
 * add(tensor([1, 2]), 10); // tensor([11., 12.])
 * ```
 * @throws {ShapeError} when the shapes do not broadcast.
 * @see https://pytorch.org/docs/stable/generated/torch.add.html
 */
export function add(a: TensorOperand, b: TensorOperand, options: AlphaOptions = {}): Tensor {
  const { alpha = 1 } = options;
  return binary('add', a, scaled(b, alpha));
}

/**
 * `a - alpha * b`, broadcast and promoted.
 *
 * @throws {DTypeError} for two bools, whose difference has no meaning.
 * @see https://pytorch.org/docs/stable/generated/torch.sub.html
 */
export function sub(a: TensorOperand, b: TensorOperand, options: AlphaOptions = {}): Tensor {
  const { alpha = 1 } = options;
  const operands = promote(a, scaled(b, alpha));
  if (operands[0].dtype === 'bool') {
    throw new DTypeError('sub does not take bool tensors; use logicalXor or logicalNot');
  }
  return apply('sub', operands, none);
}

/**
 * `a * b`, broadcast and promoted.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.mul.html
 */
export function mul(a: TensorOperand, b: TensorOperand): Tensor {
  return binary('mul', a, b);
}

/** Options of `div`. */
export interface DivOptions {
  /** Round the quotient towards zero (`trunc`) or down (`floor`); by default it isn't rounded. */
  readonly roundingMode?: 'trunc' | 'floor' | null;
}

/**
 * `a / b`, broadcast. Integers give a floating point result unless a rounding mode is set.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.div.html
 */
export function div(a: TensorOperand, b: TensorOperand, options: DivOptions = {}): Tensor {
  const { roundingMode = null } = options;
  if (roundingMode === null) return apply('div', promoteToFloat(a, b), none);
  if (roundingMode !== 'trunc' && roundingMode !== 'floor') {
    throw new ArgumentError(`roundingMode is 'trunc', 'floor' or null; got ${roundingMode}`);
  }
  if (roundingMode === 'floor') return nameGradient(floorDivide(a, b), 'DivBackward1');
  const [left, right] = promote(a, b);
  if (isFloatingPoint(left.dtype)) return trunc(apply('div', [left, right], none));
  // 53 bits hold every 32-bit integer, so the quotient's whole part is exact.
  return cast(trunc(apply('div', [cast(left, 'float64'), cast(right, 'float64')], none)), left.dtype);
}

/**
 * The quotient rounded down, `floor(a / b)`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.floor_divide.html
 */
export function floorDivide(a: TensorOperand, b: TensorOperand): Tensor {
  return binary('floorDivide', a, b);
}

/**
 * What is left of `a / b`, with the sign of `b`, as Python's `%`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.remainder.html
 */
export function remainder(a: TensorOperand, b: TensorOperand): Tensor {
  return binary('remainder', a, b);
}

/**
 * What is left of `a / b`, with the sign of `a`, as C's `fmod`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.fmod.html
 */
export function fmod(a: TensorOperand, b: TensorOperand): Tensor {
  return binary('fmod', a, b);
}

/**
 * `a` to the power `b`, broadcast and promoted.
 *
 * @throws {ArgumentError} for integers to a negative whole number, which integers cannot hold.
 * @see https://pytorch.org/docs/stable/generated/torch.pow.html
 */
export function pow(a: TensorOperand, b: TensorOperand): Tensor {
  const operands = promote(a, b);
  if (typeof b === 'number' && b < 0 && !isFloatingPoint(operands[0].dtype)) {
    throw new ArgumentError(`integers to the power ${b} are not integers; cast to float32 first`);
  }
  return apply('pow', operands, none);
}

/**
 * The larger of two elements; NaN when either is.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.maximum.html
 */
export function maximum(a: TensorOperand, b: TensorOperand): Tensor {
  return binary('maximum', a, b);
}

/**
 * The smaller of two elements; NaN when either is.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.minimum.html
 */
export function minimum(a: TensorOperand, b: TensorOperand): Tensor {
  return binary('minimum', a, b);
}

/**
 * The angle of the point `(b, a)`, in radians from -pi to pi.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.atan2.html
 */
export function atan2(a: TensorOperand, b: TensorOperand): Tensor {
  return apply('atan2', promoteToFloat(a, b), none);
}

/**
 * `a + weight * (b - a)`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.lerp.html
 */
export function lerp(a: Tensor, b: Tensor, weight: TensorOperand): Tensor {
  return nameGradient(add(a, mul(sub(b, a), weight)), 'LerpBackward0');
}

/** Options of `addcmul` and `addcdiv`. */
export interface ValueOptions {
  /** Multiplies the product or quotient. Default 1. */
  readonly value?: number;
}

/**
 * `x + value * a * b`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.addcmul.html
 */
export function addcmul(x: Tensor, a: Tensor, b: Tensor, options: ValueOptions = {}): Tensor {
  return nameGradient(add(x, mul(a, b), { alpha: options.value ?? 1 }), 'AddcmulBackward0');
}

/**
 * `x + value * a / b`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.addcdiv.html
 */
export function addcdiv(x: Tensor, a: Tensor, b: Tensor, options: ValueOptions = {}): Tensor {
  return nameGradient(add(x, div(a, b), { alpha: options.value ?? 1 }), 'AddcdivBackward0');
}

