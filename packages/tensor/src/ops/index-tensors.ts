import type { Device } from '../device.ts';
import { apply } from '../dispatch.ts';
import type { TypedArray } from '../dtype.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { none } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { fromTypedArray } from './creation.ts';
import { cast, constant } from './operand.ts';

/**
 * An index tensor as the primitives take it.
 *
 * @throws {DTypeError} unless it holds integers.
 */
export function indexTensor(name: string, index: Tensor): Tensor {
  if (index.dtype !== 'int32' && index.dtype !== 'uint8') {
    throw new DTypeError(
      `${name} takes an index of dtype int32 or uint8; got ${index.dtype}; cast it with int()`,
    );
  }
  return cast(index, 'int32');
}

/** Indices from the front, where negative ones counted from the back; what is out of range stays so. */
export function fromFront(index: Tensor, length: number): Tensor {
  const { device } = index.storage;
  const backward = apply(
    'logicalAnd',
    [
      apply('lt', [index, constant(0, 'int32', device)], none),
      apply('ge', [index, constant(-length, 'int32', device)], none),
    ],
    none,
  );
  const counted = apply('add', [index, constant(length, 'int32', device)], none);
  return apply('where', [backward, counted, index], none);
}

/** 0, 1, 2 and so on to `length - 1`, int32, on `device`. */
export function places(length: number, device: Device): Tensor {
  return fromTypedArray(
    Int32Array.from({ length }, (_, place) => place),
    [length],
    'int32',
    { device },
  );
}

/** The place of each nonzero element, one array a dim of `x`; all have the same length. */
export function nonzeroPlaces(x: Tensor): Int32Array[] {
  const data = x.dataSync();
  const count = countNonzero(data);
  const columns = x.shape.map(() => new Int32Array(count));
  let found = 0;
  for (let number = 0; number < data.length; number++) {
    if (data[number] === 0) continue;
    let rest = number;
    for (let dim = x.ndim - 1; dim >= 0; dim--) {
      const length = x.shape[dim] as number;
      (columns[dim] as Int32Array)[found] = rest % length;
      rest = Math.floor(rest / length);
    }
    found++;
  }
  return columns;
}

/** How many elements are not zero; NaN isn't. */
function countNonzero(data: TypedArray): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) count++;
  return count;
}

/** A 1-D index stretched so that it points along `dim` everywhere in a tensor shaped like `x`. */
export function indexAlong(name: string, x: Tensor, dim: number, index: Tensor): Tensor {
  if (index.ndim > 1) {
    throw new ShapeError(`${name} takes an index with one dimension; got ${index.ndim}`);
  }
  const length = index.numel();
  if (x.ndim === 0) return index.reshape([]);
  const column = index.reshape(x.shape.map((_, each) => (each === dim ? length : 1)));
  return column.expand(x.shape.map((own, each) => (each === dim ? length : own)));
}
