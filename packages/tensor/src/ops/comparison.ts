import { apply } from '../dispatch.ts';
import { none, type Primitive } from '../primitives/signatures.ts';
import { shapesEqual } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { deviceOf, operandAs, promote, resultType, type TensorOperand } from './operand.ts';
import { isfinite, isnan } from './special-values.ts';

type Comparison = Extract<Primitive, 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'>;
type Logic = Extract<Primitive, 'logicalAnd' | 'logicalOr' | 'logicalXor'>;

function compare(primitive: Comparison | Logic, a: TensorOperand, b: TensorOperand): Tensor {
  return apply(primitive, promote(a, b), none);
}

/**
 * `a == b`, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.eq.html
 */
export function eq(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('eq', a, b);
}

/**
 * `a != b`, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.ne.html
 */
export function ne(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('ne', a, b);
}

/**
 * `a < b`, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.lt.html
 */
export function lt(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('lt', a, b);
}

/**
 * `a <= b`, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.le.html
 */
export function le(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('le', a, b);
}

/**
 * `a > b`, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.gt.html
 */
export function gt(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('gt', a, b);
}

/**
 * `a >= b`, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.ge.html
 */
export function ge(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('ge', a, b);
}

/**
 * Whether both are nonzero, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.logical_and.html
 */
export function logicalAnd(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('logicalAnd', a, b);
}

/**
 * Whether either is nonzero, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.logical_or.html
 */
export function logicalOr(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('logicalOr', a, b);
}

/**
 * Whether exactly one is nonzero, elementwise and broadcast, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.logical_xor.html
 */
export function logicalXor(a: TensorOperand, b: TensorOperand): Tensor {
  return compare('logicalXor', a, b);
}

/**
 * Whether an element is zero, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.logical_not.html
 */
export function logicalNot(x: Tensor): Tensor {
  return apply('logicalNot', [x], none);
}

/**
 * Elements of `a` where `condition` holds, of `b` elsewhere; all three broadcast, and `a` and `b`
 * promote. Of a condition alone, the places where it holds, one tensor a dim.
 *
 * @throws {DTypeError} when the condition is not bool.
 * @see https://pytorch.org/docs/stable/generated/torch.where.html
 */
export function where(condition: Tensor): Tensor[];
export function where(condition: Tensor, a: TensorOperand, b: TensorOperand): Tensor;
export function where(condition: Tensor, a?: TensorOperand, b?: TensorOperand): Tensor | Tensor[] {
  if (a === undefined && b === undefined) return condition.nonzero({ asTuple: true });
  return choose(condition, a as TensorOperand, b as TensorOperand);
}

function choose(condition: Tensor, a: TensorOperand, b: TensorOperand): Tensor {
  const dtype = resultType(a, b);
  const device = deviceOf(condition, a, b);
  return apply(
    'where',
    [
      operandAs(condition, condition.dtype, device),
      operandAs(a, dtype, device),
      operandAs(b, dtype, device),
    ],
    none,
  );
}

/**
 * Whether two tensors have the same shape and the same elements.
 *
 * @throws {DeviceError} on a device that can only be read later.
 * @see https://pytorch.org/docs/stable/generated/torch.equal.html
 */
export function equal(a: Tensor, b: Tensor): boolean {
  return shapesEqual(a.shape, b.shape) && eq(a, b).all().item() !== 0;
}

/** Tolerances of `allclose` and `isclose`. */
export interface CloseOptions {
  /** Relative to `|b|`. Default 1e-5. */
  readonly rtol?: number;
  /** Absolute. Default 1e-8. */
  readonly atol?: number;
  /** Whether NaN equals NaN. Default false. */
  readonly equalNan?: boolean;
}

/**
 * Whether `|a - b| <= atol + rtol * |b|`, elementwise, as bool. Equal infinities are close.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.isclose.html
 */
export function isclose(a: Tensor, b: Tensor, options: CloseOptions = {}): Tensor {
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = options;
  const distance = a.sub(b).abs();
  const near = logicalAnd(isfinite(distance), le(distance, b.abs().mul(rtol).add(atol)));
  const close = logicalOr(eq(a, b), near);
  return equalNan ? logicalOr(close, logicalAnd(isnan(a), isnan(b))) : close;
}

/**
 * Whether all elements are close; see {@link isclose}.
 *
 * @throws {DeviceError} on a device that can only be read later.
 * @see https://pytorch.org/docs/stable/generated/torch.allclose.html
 */
export function allclose(a: Tensor, b: Tensor, options: CloseOptions = {}): boolean {
  return isclose(a, b, options).all().item() !== 0;
}
