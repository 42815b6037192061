import { contiguousStrides, Storage, Tensor } from '@chainrule/tensor';
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
    const { device, dtype, length } = storage;
    const [shape, strides] = [[length], contiguousStrides([length])];
    const whole = (of: Storage): Tensor => new Tensor(of, shape, strides, 0);
    const original = new Storage(device, dtype, length, device.allocate(dtype, length));
    original.kept = true;
    device.copy(whole(storage), whole(original));
    this.copies.push({
      primitive: 'contiguous',
      inputs: [whole(original)],
      params: {},
      out: whole(storage),
      kind: 'make',
    });
    return true;
  }
}
