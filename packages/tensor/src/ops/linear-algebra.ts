import { nameGradient } from '../autograd-slot.ts';
import { apply } from '../dispatch.ts';
import { ShapeError } from '../errors.ts';
import { none } from '../primitives/signatures.ts';
import { formatShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

function requireDims(name: string, position: string, x: Tensor, dims: number): void {
  if (x.ndim === dims) return;
  throw new ShapeError(
    `${name} takes a tensor of ${dims} dims as ${position}; got shape ${formatShape(x.shape)}`,
  );
}

/**
 * The matrix product: `(..., M, K), (..., K, N) -> (..., M, N)`, batch dimensions broadcast. A
 * vector on the left is a row, on the right a column, and two vectors give their dot product.
 *
 * @example
 * ```ts
 * matmul(ones(2, 3), ones(3, 4)).shape; // [2, 4]
 * ```
 * @throws {ShapeError} when the inner lengths differ, or an operand is a scalar.
 * @see https://pytorch.org/docs/stable/generated/torch.matmul.html
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  if (a.ndim === 2 && b.ndim === 2)
    return nameGradient(apply('matmul', [a, b], none), 'MmBackward0');
  if (a.ndim === 0 || b.ndim === 0) {
    throw new ShapeError(
      `matmul takes tensors of at least 1 dim; got shapes ${formatShape(a.shape)} and ` +
        `${formatShape(b.shape)}; multiply by a scalar with mul`,
    );
  }
  checkInner(a, b);
  const left = a.ndim === 1 ? a.unsqueeze(0) : a;
  const right = b.ndim === 1 ? b.unsqueeze(1) : b;
  const product = apply('matmul', [left, right], none);
  const withoutRow = a.ndim === 1 ? product.squeeze(-2) : product;
  const result = b.ndim === 1 ? withoutRow.squeeze(-1) : withoutRow;
  return nameGradient(result, productName(a.ndim, b.ndim));
}

/** PyTorch's name for the gradient of what it turns a product of such dims into. */
function productName(a: number, b: number): string {
  if (a === 1 && b === 1) return 'DotBackward0';
  if (a === 2 && b === 1) return 'MvBackward0';
  if (a === 1 && b === 2) return 'SqueezeBackward3';
  return 'UnsafeViewBackward0';
}

function checkInner(a: Tensor, b: Tensor): void {
  const inner = a.shape[a.ndim - 1];
  const innerOfB = b.shape[Math.max(b.ndim - 2, 0)];
  if (inner === innerOfB) return;
  throw new ShapeError(
    `matmul cannot multiply shapes ${formatShape(a.shape)} and ${formatShape(b.shape)}: ` +
      `the inner lengths are ${inner} and ${innerOfB}`,
  );
}

/**
 * The product of two matrices, `(M, K), (K, N) -> (M, N)`.
 *
 * @throws {ShapeError} unless both have two dims and the inner lengths agree.
 * @see https://pytorch.org/docs/stable/generated/torch.mm.html
 */
export function mm(a: Tensor, b: Tensor): Tensor {
  requireDims('mm', 'first operand', a, 2);
  requireDims('mm', 'second operand', b, 2);
  return matmul(a, b);
}

/**
 * The products of two batches of matrices, `(B, M, K), (B, K, N) -> (B, M, N)`.
 *
 * @throws {ShapeError} unless both have three dims and the batch and inner lengths agree.
 * @see https://pytorch.org/docs/stable/generated/torch.bmm.html
 */
export function bmm(a: Tensor, b: Tensor): Tensor {
  requireDims('bmm', 'first operand', a, 3);
  requireDims('bmm', 'second operand', b, 3);
  if (a.shape[0] !== b.shape[0]) {
    throw new ShapeError(
      `bmm takes batches of one length; got shapes ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    );
  }
  return nameGradient(apply('matmul', [a, b], none), 'BmmBackward0');
}

/**
 * A matrix times a vector, `(M, K), (K) -> (M)`.
 *
 * @throws {ShapeError} when the lengths do not agree.
 * @see https://pytorch.org/docs/stable/generated/torch.mv.html
 */
export function mv(a: Tensor, b: Tensor): Tensor {
  requireDims('mv', 'first operand', a, 2);
  requireDims('mv', 'second operand', b, 1);
  return nameGradient(matmul(a, b), 'MvBackward0');
}

/**
 * The dot product of two vectors, `(K), (K) -> ()`.
 *
 * @throws {ShapeError} when the lengths do not agree.
 * @see https://pytorch.org/docs/stable/generated/torch.dot.html
 */
export function dot(a: Tensor, b: Tensor): Tensor {
  requireDims('dot', 'first operand', a, 1);
  requireDims('dot', 'second operand', b, 1);
  return nameGradient(matmul(a, b), 'DotBackward0');
}

/** Factors of `addmm` and its like. */
export interface AddmmOptions {
  /** Multiplies the summand. Default 1. */
  readonly beta?: number;
  /** Multiplies the product. Default 1. */
  readonly alpha?: number;
}

function scale(x: Tensor, factor: number): Tensor {
  return factor === 1 ? x : x.mul(factor);
}

/**
 * `beta * x + alpha * (a @ b)`: `x` broadcasts to `(M, N)`. With `beta` 0, NaN in `x` is ignored.
 *
 * @throws {ShapeError} unless `a` and `b` are matrices with equal inner lengths.
 * @see https://pytorch.org/docs/stable/generated/torch.addmm.html
 */
export function addmm(x: Tensor, a: Tensor, b: Tensor, options: AddmmOptions = {}): Tensor {
  const { beta = 1, alpha = 1 } = options;
  if (beta === 0) return scale(mm(a, b), alpha).expand(a.shape[0] as number, b.shape[1] as number);
  if (alpha === 1) return apply('addmm', [scale(x, beta), a, b], none);
  return nameGradient(scale(x, beta).add(mm(a, b), { alpha }), 'AddmmBackward0');
}

/**
 * `beta * x + alpha * (a @ b)` for batches, `(B, M, K), (B, K, N) -> (B, M, N)`.
 *
 * @throws {ShapeError} unless `a` and `b` are batches of matrices that fit.
 * @see https://pytorch.org/docs/stable/generated/torch.baddbmm.html
 */
export function baddbmm(x: Tensor, a: Tensor, b: Tensor, options: AddmmOptions = {}): Tensor {
  const { beta = 1, alpha = 1 } = options;
  const product = bmm(a, b);
  if (beta === 0) return scale(product, alpha);
  return nameGradient(scale(x, beta).add(product, { alpha }), 'BaddbmmBackward0');
}

/**
 * Every product of two elements, `(N), (M) -> (N, M)`.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.outer.html
 */
export function outer(a: Tensor, b: Tensor): Tensor {
  requireDims('outer', 'first operand', a, 1);
  requireDims('outer', 'second operand', b, 1);
  return a.unsqueeze(1).mul(b.unsqueeze(0));
}
