import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { isFloatingPoint } from '../dtype.ts';
import { ArgumentError } from '../errors.ts';
import { none, type Primitive } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { reciprocal } from './math.ts';
import { promote, promoteToFloat, refuseBool, type TensorOperand } from './operand.ts';
import { trunc } from './rounding.ts';

/** Options of `add` and `sub`. */
export interface AlphaOptions {
  /** Multiplies the second operand. Default 1. */
  readonly alpha?: number;
}

type Arithmetic = Extract<Primitive, 'add' | 'mul' | 'maximum' | 'minimum'>;

function binary(primitive: Arithmetic, a: TensorOperand, b: TensorOperand): Tensor {
  return apply(primitive, promote(a, b), none);
}

/** Operands of what bools have no meaning in: they make integers of each other only. */
function numeric(name: string, a: TensorOperand, b: TensorOperand): [Tensor, Tensor] {
  const operands = promote(a, b);
  if (operands[0].dtype === 'bool') refuseBool(name, ...operands);
  return operands;
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
 * @throws {DTypeError} for bools, whose difference has no meaning.
 * @see https://pytorch.org/docs/stable/generated/torch.sub.html
 */
export function sub(a: TensorOperand, b: TensorOperand, options: AlphaOptions = {}): Tensor {
  const { alpha = 1 } = options;
  refuseBool('sub', a, b);
  const result = apply('sub', promote(a, scaled(b, alpha)), none);
  return typeof a === 'object' ? result : nameGradient(result, 'RsubBackward1');
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
  if (roundingMode === null) {
    // PyTorch divides a number by a tensor in two steps, which round apart.
    if (typeof a !== 'object' && typeof b === 'object') return mul(reciprocal(b), a);
    return apply('div', promoteToFloat(a, b), none);
  }
  if (roundingMode !== 'trunc' && roundingMode !== 'floor') {
    throw new ArgumentError(`roundingMode is 'trunc', 'floor' or null; got ${roundingMode}`);
  }
  if (roundingMode === 'floor') return nameGradient(floorDivide(a, b), 'DivBackward2');
  const [left, right] = promote(a, b);
  if (isFloatingPoint(left.dtype)) {
    return nameGradient(trunc(apply('div', [left, right], none)), 'DivBackward2');
  }
  // Without the remainder, the division comes out even.
  return floorDivide(left.sub(fmod(left, right)), right);
}

/**
 * The quotient rounded down, as Python's `//`.
 *
 * @throws {ArgumentError} for integers divided by 0.
 * @see https://pytorch.org/docs/stable/generated/torch.floor_divide.html
 */
export function floorDivide(a: TensorOperand, b: TensorOperand): Tensor {
  return apply('floorDivide', numeric('floorDivide', a, b), none);
}

/**
 * What is left of `a / b`, with the sign of `b`, as Python's `%`.
 *
 * @throws {ArgumentError} for integers divided by 0.
 * @see https://pytorch.org/docs/stable/generated/torch.remainder.html
 */
export function remainder(a: TensorOperand, b: TensorOperand): Tensor {
  return apply('remainder', numeric('remainder', a, b), none);
}

/**
 * What is left of `a / b`, with the sign of `a`, as C's `fmod`.
 *
 * @throws {ArgumentError} for integers divided by 0.
 * @see https://pytorch.org/docs/stable/generated/torch.fmod.html
 */
export function fmod(a: TensorOperand, b: TensorOperand): Tensor {
  return apply('fmod', numeric('fmod', a, b), none);
}

/**
 * `a` to the power `b`, broadcast and promoted.
 *
 * @throws {ArgumentError} for integers to a negative whole number, which integers cannot hold.
 * @see https://pytorch.org/docs/stable/generated/torch.pow.html
 */
export function pow(a: TensorOperand, b: TensorOperand): Tensor {
  const operands = numeric('pow', a, b);
  if (typeof b === 'number' && b < 0 && !isFloatingPoint(operands[0].dtype)) {
    throw new ArgumentError(`integers to the power ${b} are not integers; cast to float32 first`);
  }
  const result = apply('pow', operands, none);
  return typeof b === 'object' ? nameGradient(result, 'PowBackward1') : result;
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
 * `log(exp(a) + exp(b))`, without overflow.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.logaddexp.html
 */
export function logaddexp(a: Tensor, b: Tensor): Tensor {
  const [left, right] = promoteToFloat(a, b);
  // Equal infinities have no distance; 0 stands for it.
  const distance = sub(left, right).maskedFill(left.eq(right), 0);
  const result = maximum(left, right).add(distance.abs().neg().exp().log1p());
  return nameGradient(result, 'LogaddexpBackward0');
}

/** Options of `addcmul` and `addcdiv`. */
export interface ValueOptions {
  /** Multiplies the product or quotient. Default 1. */
  readonly value?: number;
}

function times(x: Tensor, value: number | undefined): Tensor {
  return value === undefined || value === 1 ? x : mul(x, value);
}

/**
 * `x + value * a * b`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.addcmul.html
 */
export function addcmul(x: Tensor, a: Tensor, b: Tensor, options: ValueOptions = {}): Tensor {
  return nameGradient(add(x, mul(times(a, options.value), b)), 'AddcmulBackward0');
}

/** `x += value * a * b`. */
export function addcmul_(x: Tensor, a: Tensor, b: Tensor, options: ValueOptions = {}): Tensor {
  return nameGradient(x.add_(mul(times(a, options.value), b)), 'AddcmulBackward0');
}

/**
 * `x + value * a / b`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.addcdiv.html
 */
export function addcdiv(x: Tensor, a: Tensor, b: Tensor, options: ValueOptions = {}): Tensor {
  return nameGradient(add(x, div(times(a, options.value), b)), 'AddcdivBackward0');
}

/** `x += value * a / b`. */
export function addcdiv_(x: Tensor, a: Tensor, b: Tensor, options: ValueOptions = {}): Tensor {
  return nameGradient(x.add_(div(times(a, options.value), b)), 'AddcdivBackward0');
}
