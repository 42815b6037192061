import { contiguousStrides, Storage, Tensor, type TypedArray } from '@chainrule/tensor';
import type { Instruction } from './trace.ts';

/**
 * Arrays that a step makes by JavaScript rather than by primitives, as `tensor([1, 2])` does. They
 * are part of the program; those that the step changes in place are copied at its start, so that
 * each run begins with the same values.
 */
export class HostData {
  readonly copies: Instruction[] = [];
  private readonly firstSerial: number;

  constructor(firstSerial: number) {
    this.firstSerial = firstSerial;
  }

  /** To be called before a write; whether the storage is such an array, now copied. */
  beforeWrite(storage: Storage, made: ReadonlySet<Storage>): boolean {
    if (storage.serial < this.firstSerial || made.has(storage)) return false;
    const { device, dtype, length, buffer } = storage;
    const original = new Storage(device, dtype, length, (buffer as TypedArray).slice());
    const [shape, strides] = [[length], contiguousStrides([length])];
    this.copies.push({
      primitive: 'contiguous',
      inputs: [new Tensor(original, shape, strides, 0)],
      params: {},
      out: new Tensor(storage, shape, strides, 0),
      kind: 'make',
    });
    return true;
  }
}
