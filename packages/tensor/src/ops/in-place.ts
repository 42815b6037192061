import { apply, assign } from '../dispatch.ts';
import { type DType, dtypeCategory, isFloatingPoint } from '../dtype.ts';
import { ArgumentError, DTypeError } from '../errors.ts';
import { type Distribution, none, type Primitive } from '../primitives/signatures.ts';
import { defaultGenerator, type Generator } from '../random/index.ts';
import { broadcastShapes, formatShape, shapesEqual } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { AlphaOptions, ValueOptions } from './arithmetic.ts';
import { cast, operandAs, resultType, type TensorOperand } from './operand.ts';
import { probabilitiesOf } from './random.ts';

/** Refuses to write a float into an integer, or an integer into a bool, as PyTorch does. */
function checkCastable(name: string, from: DType, target: Tensor): void {
  if (dtypeCategory(from) > dtypeCategory(target.dtype)) {
    throw new DTypeError(
      `${name} would compute in ${from}, which cannot be written in place into ${target.dtype}; ` +
        `write to('${from}') first, or use ${name.slice(0, -1)}`,
    );
  }
}

type InPlaceBinary = Extract<
  Primitive,
  'add' | 'sub' | 'mul' | 'div' | 'pow' | 'remainder' | 'fmod' | 'floorDivide'
>;

/** `target = primitive(target, other)`, computed in the promoted dtype and written back. */
function binary_(name: string, primitive: InPlaceBinary, x: Tensor, other: TensorOperand): Tensor {
  const promoted = resultType(x, other);
  const dtype = primitive === 'div' && !isFloatingPoint(promoted) ? 'float32' : promoted;
  checkCastable(name, dtype, x);
  const { device } = x.storage;
  const right = operandAs(other, dtype, device);
  if (dtype === x.dtype) return assign(x, primitive, [x, right], none);
  return assign(x, 'cast', [apply(primitive, [cast(x, dtype), right], none)], { dtype: x.dtype });
}

function scaled(other: TensorOperand, alpha: number): TensorOperand {
  if (alpha === 1) return other;
  return typeof other === 'object' ? other.mul(alpha) : Number(other) * alpha;
}

/** `x += alpha * other`. */
export function add_(x: Tensor, other: TensorOperand, options: AlphaOptions = {}): Tensor {
  return binary_('add_', 'add', x, scaled(other, options.alpha ?? 1));
}

/** `x -= alpha * other`. */
export function sub_(x: Tensor, other: TensorOperand, options: AlphaOptions = {}): Tensor {
  return binary_('sub_', 'sub', x, scaled(other, options.alpha ?? 1));
}

/** `x *= other`. */
export function mul_(x: Tensor, other: TensorOperand): Tensor {
  return binary_('mul_', 'mul', x, other);
}

/** `x /= other`. */
export function div_(x: Tensor, other: TensorOperand): Tensor {
  return binary_('div_', 'div', x, other);
}

/** `x = x ** exponent`. */
export function pow_(x: Tensor, exponent: TensorOperand): Tensor {
  return binary_('pow_', 'pow', x, exponent);
}

/** `x = remainder(x, other)`. */
export function remainder_(x: Tensor, other: TensorOperand): Tensor {
  return binary_('remainder_', 'remainder', x, other);
}

/** `x = fmod(x, other)`. */
export function fmod_(x: Tensor, other: TensorOperand): Tensor {
  return binary_('fmod_', 'fmod', x, other);
}

/** `x = floor(x / other)`. */
export function floorDivide_(x: Tensor, other: TensorOperand): Tensor {
  return binary_('floorDivide_', 'floorDivide', x, other);
}

/** `x += value * a * b`. */
export function addcmul_(x: Tensor, a: Tensor, b: Tensor, options: ValueOptions = {}): Tensor {
  return add_(x, a.mul(b), { alpha: options.value ?? 1 });
}

/** `x += value * a / b`. */
export function addcdiv_(x: Tensor, a: Tensor, b: Tensor, options: ValueOptions = {}): Tensor {
  return add_(x, a.div(b), { alpha: options.value ?? 1 });
}

/** `x += weight * (end - x)`. */
export function lerp_(x: Tensor, end: Tensor, weight: TensorOperand): Tensor {
  return add_(x, end.sub(x).mul(weight));
}

type InPlaceUnary = Extract<
  Primitive,
  | 'abs' | 'ceil' | 'cos' | 'exp' | 'floor' | 'log' | 'neg' | 'reciprocal' | 'relu' | 'round'
  | 'rsqrt' | 'sigmoid' | 'sign' | 'sin' | 'sqrt' | 'tan' | 'tanh' | 'trunc'
>;

function unary_(primitive: InPlaceUnary): (x: Tensor) => Tensor {
  return (x) => assign(x, primitive, [x], none);
}

/** The in-place twins of functions of one tensor. */
export const abs_: (x: Tensor) => Tensor = unary_('abs');
export const ceil_: (x: Tensor) => Tensor = unary_('ceil');
export const cos_: (x: Tensor) => Tensor = unary_('cos');
export const exp_: (x: Tensor) => Tensor = unary_('exp');
export const floor_: (x: Tensor) => Tensor = unary_('floor');
export const log_: (x: Tensor) => Tensor = unary_('log');
export const neg_: (x: Tensor) => Tensor = unary_('neg');
export const reciprocal_: (x: Tensor) => Tensor = unary_('reciprocal');
export const relu_: (x: Tensor) => Tensor = unary_('relu');
export const round_: (x: Tensor) => Tensor = unary_('round');
export const rsqrt_: (x: Tensor) => Tensor = unary_('rsqrt');
export const sigmoid_: (x: Tensor) => Tensor = unary_('sigmoid');
export const sign_: (x: Tensor) => Tensor = unary_('sign');
export const sin_: (x: Tensor) => Tensor = unary_('sin');
export const sqrt_: (x: Tensor) => Tensor = unary_('sqrt');
export const tan_: (x: Tensor) => Tensor = unary_('tan');
export const tanh_: (x: Tensor) => Tensor = unary_('tanh');
export const trunc_: (x: Tensor) => Tensor = unary_('trunc');

/** Keeps every element between `min` and `max`; a missing bound does not bound. */
export function clamp_(x: Tensor, min: number | null = null, max: number | null = null): Tensor {
  if (min === null && max === null) {
    throw new ArgumentError('clamp_ takes min, max or both; got neither');
  }
  return assign(x, 'clamp', [x], { min, max });
}

/** Overwrites `x` with `source`, which broadcasts and is cast to its dtype. */
export function copy_(x: Tensor, source: TensorOperand): Tensor {
  const { device } = x.storage;
  const value = operandAs(source, x.dtype, device);
  const there = value.storage.device === device ? value : apply('transfer', [value], { device });
  const stretched = shapesEqual(there.shape, x.shape) ? there : there.expand(x.shape);
  return assign(x, 'contiguous', [stretched], none);
}

/** Sets every element to `value`. */
export function fill_(x: Tensor, value: TensorOperand): Tensor {
  if (typeof value === 'object') return copy_(x, value);
  const { dtype, shape } = x;
  return assign(x, 'full', [], { shape, value: Number(value), dtype, device: x.storage.device });
}

/** Sets every element to 0. */
export function zero_(x: Tensor): Tensor {
  return fill_(x, 0);
}

/** Sets elements to `value` where `mask`, a bool tensor that broadcasts to `x`, holds. */
export function maskedFill_(x: Tensor, mask: Tensor, value: TensorOperand): Tensor {
  if (!shapesEqual(broadcastShapes(mask.shape, x.shape), x.shape)) {
    throw new ArgumentError(
      `a mask of shape ${formatShape(mask.shape)} does not broadcast to ${formatShape(x.shape)}`,
    );
  }
  return assign(x, 'where', [mask, operandAs(value, x.dtype, x.storage.device), x], none);
}

/** Where an in-place draw takes its numbers from. */
export interface GeneratorOptions {
  readonly generator?: Generator;
}

function draw_(x: Tensor, distribution: Distribution, { generator }: GeneratorOptions): Tensor {
  return assign(x, 'random', [], {
    shape: x.shape,
    dtype: x.dtype,
    device: x.storage.device,
    distribution,
    generator: generator ?? defaultGenerator,
  });
}

/** Fills `x` with numbers drawn evenly from [from, to). */
export function uniform_(x: Tensor, from = 0, to = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'uniform', from, to }, options);
}

/** Fills `x` with numbers drawn from a normal distribution. */
export function normal_(x: Tensor, mean = 0, std = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'normal', mean, std, contiguous: x.isContiguous() }, options);
}

/** Fills `x` with 1 with probability `p` (a number, or a tensor of the same shape), else 0. */
export function bernoulli_(x: Tensor, p: number | Tensor = 0.5, options: GeneratorOptions = {}): Tensor {
  const probability = typeof p === 'number' ? p : probabilitiesOf('bernoulli_', p.expand(x.shape));
  return draw_(x, { name: 'bernoulli', p: probability }, options);
}

/** Fills `x` with whole numbers drawn from [from, to), or from all that its dtype can hold. */
export function random_(
  x: Tensor,
  from?: number,
  to?: number,
  options: GeneratorOptions = {},
): Tensor {
  if (from === undefined) return draw_(x, { name: 'random' }, options);
  const range = to === undefined ? { from: 0, to: from } : { from, to };
  return draw_(x, { name: 'randint', ...range }, options);
}

/** Fills `x` with numbers drawn from an exponential distribution. */
export function exponential_(x: Tensor, lambda = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'exponential', lambda }, options);
}

/** Fills `x` with numbers of trials until the first success of probability `p`. */
export function geometric_(x: Tensor, p: number, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'geometric', p }, options);
}

/** Fills `x` with numbers drawn from a Cauchy distribution. */
export function cauchy_(x: Tensor, median = 0, sigma = 1, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'cauchy', median, sigma }, options);
}

/** Fills `x` with numbers whose logarithm is normally distributed. */
export function logNormal_(x: Tensor, mean = 1, std = 2, options: GeneratorOptions = {}): Tensor {
  return draw_(x, { name: 'logNormal', mean, std }, options);
}
