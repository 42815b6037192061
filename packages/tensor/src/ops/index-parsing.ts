import { nameGradient } from '../autograd-slot.ts';
import type { Device } from '../device.ts';
import { ArgumentError, DTypeError, ShapeError } from '../errors.ts';
import { formatShape } from '../shape.ts';
import { type NestedArray, Tensor } from '../tensor.ts';
import { fromTypedArray, tensor } from './creation.ts';
import { fromFront, indexTensor, nonzeroPlaces } from './index-tensors.ts';
import { Slice, sliceBounds } from './slice.ts';
import { sliceDim } from './slice-dim.ts';

/**
 * One entry of an index: a place, a range (`slice(1, 3)`), `null` for a new dim, `'...'` for all
 * dims that no entry names, a tensor (or nested arrays) of places, or a bool mask.
 */
export type Index = number | boolean | Slice | null | '...' | Tensor | readonly NestedArray[];

/** What is left of an index once its numbers, ranges and new dims are applied as views. */
export interface ParsedIndex {
  readonly view: Tensor;
  /** Tensors of places, all from the front, by the dim of `view` that they index. */
  readonly tensors: ReadonlyMap<number, Tensor>;
}

type Entry = Exclude<Index, readonly NestedArray[] | boolean>;

/** Nested arrays as tensors: bools as a mask, whole numbers as places. */
function entryOf(index: Index, device: Device): Entry {
  if (typeof index === 'boolean') return tensor(index, { device });
  if (!Array.isArray(index)) return index as Entry;
  const inferred = tensor(index, { device });
  if (inferred.dtype === 'bool') return inferred;
  if (index.flat(Number.POSITIVE_INFINITY).every(Number.isInteger)) {
    return tensor(index, { dtype: 'int32', device });
  }
  throw new DTypeError(`an index takes whole numbers or booleans; got [${index.join(', ')}]`);
}

function isMask(entry: Entry): entry is Tensor {
  return entry instanceof Tensor && (entry.dtype === 'bool' || entry.dtype === 'uint8');
}

/** How many dims of the tensor an entry uses up. */
function dimsOf(entry: Entry): number {
  if (entry === null || entry === '...') return 0;
  return isMask(entry) ? entry.ndim : 1;
}

function checkEntry(entry: Entry): void {
  const known =
    entry === null ||
    entry === '...' ||
    entry instanceof Slice ||
    entry instanceof Tensor ||
    (typeof entry === 'number' && Number.isInteger(entry));
  if (!known) {
    throw new ArgumentError(
      "an index is made of whole numbers, slice(...), null, '...' and tensors or arrays of places; " +
        `got ${String(entry)}`,
    );
  }
}

/** Applies the entries from left to right, moving along the dims of what is left to index. */
class Walk {
  view: Tensor;
  dim = 0;
  readonly tensors = new Map<number, Tensor>();

  constructor(x: Tensor) {
    this.view = x;
  }

  take(entry: Entry, unnamed: number): void {
    if (entry === '...') this.dim += unnamed;
    else if (entry === null) this.view = this.view.unsqueeze(this.dim++);
    else if (typeof entry === 'number') this.view = this.view.select(this.dim, entry);
    else if (entry instanceof Slice) this.range(entry);
    else if (isMask(entry)) this.mask(entry);
    else this.places(entry);
  }

  private range(range: Slice): void {
    const length = this.view.shape[this.dim] as number;
    const { start, size } = sliceBounds(range, length);
    if (size !== length || range.step !== 1) {
      const part = sliceDim(this.view, this.dim, start, range.step, size);
      this.view = nameGradient(part, 'SliceBackward0');
    }
    this.dim++;
  }

  private mask(mask: Tensor): void {
    const { device } = mask.storage;
    if (mask.ndim === 0) {
      // A scalar mask chooses from a new dim of length 1: all of it or nothing.
      this.view = this.view.unsqueeze(this.dim);
      const chosen = new Int32Array(mask.item() === 0 ? 0 : 1);
      this.tensors.set(this.dim++, fromTypedArray(chosen, [chosen.length], 'int32', { device }));
      return;
    }
    const covered = this.view.shape.slice(this.dim, this.dim + mask.ndim);
    if (mask.shape.some((length, each) => length !== covered[each])) {
      throw new ShapeError(
        `a mask of shape ${formatShape(mask.shape)} does not fit the dims ${formatShape(covered)} it indexes`,
      );
    }
    for (const column of nonzeroPlaces(mask)) {
      this.tensors.set(this.dim++, fromTypedArray(column, [column.length], 'int32', { device }));
    }
  }

  private places(index: Tensor): void {
    const places = fromFront(indexTensor('index', index), this.view.shape[this.dim] as number);
    if (index.ndim > 0) {
      this.tensors.set(this.dim++, places);
      return;
    }
    this.view = this.view.indexSelect(this.dim, places.reshape(1)).squeeze(this.dim);
  }
}

/**
 * Applies what of an index are views, and gathers the tensors that remain.
 *
 * @throws {ShapeError} for more entries than dims, places out of range and masks that don't fit.
 * @throws {ArgumentError} for entries of another kind.
 */
export function parseIndex(x: Tensor, indices: readonly Index[]): ParsedIndex {
  const entries = indices.map((index) => entryOf(index, x.storage.device));
  entries.forEach(checkEntry);
  const named = entries.reduce<number>((count, entry) => count + dimsOf(entry), 0);
  if (named > x.ndim) {
    throw new ShapeError(
      `too many indices: ${named} dims are indexed, and shape ${formatShape(x.shape)} has ${x.ndim}`,
    );
  }
  if (entries.filter((entry) => entry === '...').length > 1) {
    throw new ArgumentError("an index takes '...' once at most");
  }
  const walk = new Walk(x);
  for (const entry of entries) walk.take(entry, x.ndim - named);
  return walk;
}
