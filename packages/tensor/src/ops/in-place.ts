import { apply, assign } from '../dispatch.ts';
import { getDefaultDtype, isFloatingPoint } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { none, type Primitive } from '../primitives/signatures.ts';
import { formatShape, shapesEqual } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { type AlphaOptions, type DivOptions, div } from './arithmetic.ts';
import { cast, operandAs, refuseBool, resultType, type TensorOperand } from './operand.ts';
import { checkCastable, overwrite } from './overwrite.ts';
import { elementOf } from './typed-elements.ts';

type InPlaceBinary = Extract<
  Primitive,
  'add' | 'sub' | 'mul' | 'div' | 'pow' | 'remainder' | 'fmod' | 'floorDivide'
>;

/** `target = primitive(target, other)`, computed in the promoted dtype and written back. */
function binary_(name: string, primitive: InPlaceBinary, x: Tensor, other: TensorOperand): Tensor {
  const isSame = other instanceof Tensor && other.dtype === x.dtype;
  const promoted = isSame ? x.dtype : resultType(x, other);
  const dtype = primitive === 'div' && !isFloatingPoint(promoted) ? getDefaultDtype() : promoted;
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
  refuseBool('sub_', x, other);
  return binary_('sub_', 'sub', x, scaled(other, options.alpha ?? 1));
}

/** `x *= other`. */
export function mul_(x: Tensor, other: TensorOperand): Tensor {
  return binary_('mul_', 'mul', x, other);
}

/** `x /= other`; see `div` for `roundingMode`. */
export function div_(x: Tensor, other: TensorOperand, options: DivOptions = {}): Tensor {
  if (options.roundingMode == null) return binary_('div_', 'div', x, other);
  return overwrite('div_', x, (before) => div(before, other, options), 'DivBackward2');
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

/** Overwrites `x` with `source`, which broadcasts and is cast to its dtype. */
export function copy_(x: Tensor, source: TensorOperand): Tensor {
  const { device } = x.storage;
  const value = operandAs(source, x.dtype, device);
  const there = value.storage.device === device ? value : apply('transfer', [value], { device });
  const stretched = shapesEqual(there.shape, x.shape) ? there : there.expand(x.shape);
  return assign(x, 'contiguous', [stretched], none);
}

/**
 * Sets every element to `value`, a number or a scalar tensor.
 *
 * @throws {ShapeError} for a tensor with dims; `copy_` takes those.
 */
export function fill_(x: Tensor, value: TensorOperand): Tensor {
  if (typeof value === 'object') {
    if (value.ndim === 0) return copy_(x, value);
    throw new ShapeError(
      `fill_ takes a number or a scalar; got shape ${formatShape(value.shape)}; use copy_`,
    );
  }
  const { dtype, shape } = x;
  const { device } = x.storage;
  return assign(x, 'full', [], { shape, value: elementOf(dtype, value), dtype, device });
}

/** Sets every element to 0. */
export function zero_(x: Tensor): Tensor {
  return fill_(x, 0);
}
