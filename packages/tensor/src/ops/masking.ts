import { nameGradient } from '../autograd-slot.ts';
import { apply, assign } from '../dispatch.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { none } from '../primitives/signatures.ts';
import { broadcastShapes, formatShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { fromTypedArray } from './creation.ts';
import { nonzeroPlaces } from './index-tensors.ts';
import { cast, operandAs, type TensorOperand } from './operand.ts';

function checkMask(name: string, mask: Tensor): void {
  if (mask.dtype !== 'bool' && mask.dtype !== 'uint8') {
    throw new DTypeError(
      `${name} takes a bool mask; got ${mask.dtype}; compare, or cast it with bool()`,
    );
  }
}

/** Where a mask of any shape holds, as places in row-major order. */
function maskedPlaces(mask: Tensor): Tensor {
  const { device } = mask.storage;
  const [held] = nonzeroPlaces(mask.reshape(-1)) as [Int32Array];
  return fromTypedArray(held, [held.length], 'int32', { device });
}

/**
 * The elements of `x` where `mask` holds, in one row; the two broadcast.
 *
 * @throws {DTypeError} unless the mask is bool.
 * @throws {DeviceError} on a device that can only be read later, as the length depends on the mask.
 * @see https://pytorch.org/docs/stable/generated/torch.masked_select.html
 */
export function maskedSelect(x: Tensor, mask: Tensor): Tensor {
  checkMask('maskedSelect', mask);
  const shape = broadcastShapes(x.shape, mask.shape);
  const flat = x.expand(shape).reshape(-1);
  const picked = apply('indexSelect', [flat, maskedPlaces(mask.expand(shape))], { dim: 0 });
  return nameGradient(picked, 'MaskedSelectBackward0');
}

/**
 * A copy of `x` with `value`, a number or a scalar, where `mask` holds; `x` and the mask broadcast.
 *
 * @throws {DTypeError} unless the mask is bool.
 * @throws {ShapeError} when the value is not a scalar.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.masked_fill.html
 */
export function maskedFill(x: Tensor, mask: Tensor, value: TensorOperand): Tensor {
  const inputs = filled('maskedFill', x, mask, value);
  return nameGradient(apply('where', inputs, none), 'MaskedFillBackward0');
}

/** As {@link maskedFill}, in `x` itself; the mask broadcasts to `x`. */
export function maskedFill_(x: Tensor, mask: Tensor, value: TensorOperand): Tensor {
  const inputs = filled('maskedFill_', x, mask, value);
  return nameGradient(assign(x, 'where', inputs, none), 'MaskedFillBackward0');
}

function filled(
  name: string,
  x: Tensor,
  mask: Tensor,
  value: TensorOperand,
): [Tensor, Tensor, Tensor] {
  checkMask(name, mask);
  const fill = operandAs(value, x.dtype, x.storage.device);
  if (fill.ndim > 0) {
    throw new ShapeError(
      `${name} takes a number or a scalar; got shape ${formatShape(fill.shape)}`,
    );
  }
  return [cast(mask, 'bool'), fill, x];
}

/**
 * A copy of `x` whose elements where `mask` holds are those of `source`, in order. The mask
 * broadcasts to `x`.
 *
 * @throws {DTypeError} unless the mask is bool and the dtypes are the same.
 * @throws {ShapeError} when the source has too few elements.
 * @throws {DeviceError} on a device that can only be read later.
 * @see https://pytorch.org/docs/stable/generated/torch.Tensor.masked_scatter.html
 */
export function maskedScatter(x: Tensor, mask: Tensor, source: Tensor): Tensor {
  checkMask('maskedScatter', mask);
  const places = maskedPlaces(mask.expand(x.shape));
  const count = places.numel();
  if (source.numel() < count) {
    throw new ShapeError(
      `maskedScatter takes a source of at least the ${count} elements that the mask chooses; ` +
        `got ${source.numel()}`,
    );
  }
  const values = source.reshape(-1).narrow(0, 0, count);
  const flat = apply('scatter', [x.reshape(-1), places, values], { dim: 0 });
  return nameGradient(flat.view(x.shape), 'MaskedScatterBackward0');
}

/** As {@link maskedScatter}, into `x` itself. */
export function maskedScatter_(x: Tensor, mask: Tensor, source: Tensor): Tensor {
  return x.copy_(maskedScatter(x, mask, source));
}

/**
 * The places of the elements that are not zero, one row each, int32: `(..) -> (count, ndim)`; or,
 * with `asTuple`, one tensor a dim.
 *
 * @throws {DeviceError} on a device that can only be read later, as the shape depends on the elements.
 * @see https://pytorch.org/docs/stable/generated/torch.nonzero.html
 */
export function nonzero(x: Tensor): Tensor;
export function nonzero(x: Tensor, options: { readonly asTuple: true }): Tensor[];
export function nonzero(
  x: Tensor,
  options: { readonly asTuple?: boolean } = {},
): Tensor | Tensor[] {
  const { device } = x.storage;
  if (options.asTuple) {
    const columns = nonzeroPlaces(x.ndim === 0 ? x.reshape(1) : x);
    return columns.map((column) => fromTypedArray(column, [column.length], 'int32', { device }));
  }
  const columns = nonzeroPlaces(x);
  // A scalar has no dims to tell the place in, so its rows are empty.
  const count = x.ndim === 0 ? (x.item() === 0 ? 0 : 1) : (columns[0] as Int32Array).length;
  const rows = new Int32Array(count * x.ndim);
  columns.forEach((column, dim) => {
    for (let row = 0; row < count; row++) rows[row * x.ndim + dim] = column[row] as number;
  });
  return fromTypedArray(rows, [count, x.ndim], 'int32', { device });
}

/**
 * As {@link nonzero}; the name NumPy uses.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.argwhere.html
 */
export function argwhere(x: Tensor): Tensor {
  return nonzero(x);
}
