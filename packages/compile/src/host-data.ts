import { contiguousStrides, type Storage, Tensor } from '@chainrule/tensor';
import { programStorage } from './program-storage.ts';
import type { Instruction } from './trace.ts';

/**
 * Arrays that a step makes by JavaScript rather than by primitives, as `tensor([1, 2])` does. They
 * are part of the program; those that the step changes in place are copied at its start, so that
 * each run begins with the same values.
 */
export class HostData {
  readonly copies: Instruction[] = [];

  /** To be called before the first write to such an array. */
  copyBeforeWrite(storage: Storage): void {
    const { device, dtype, length } = storage;
    const [shape, strides] = [[length], contiguousStrides([length])];
    const whole = (of: Storage): Tensor => new Tensor(of, shape, strides, 0);
    const original = programStorage(device, dtype, length, device.allocate(dtype, length));
    device.copy(whole(storage), whole(original));
    this.copies.push({
      primitive: 'contiguous',
      inputs: [whole(original)],
      params: {},
      out: whole(storage),
      kind: 'make',
    });
  }
}
