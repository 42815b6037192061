import type { Storage, Tensor } from '@chainrule/tensor';
import type { Instruction } from '../trace.ts';

/** Tensors that stand for whole storages which are no longer computed. */
export class Substitution {
  private readonly stands = new Map<Storage, Tensor>();

  /** Lets reads of `storage`, all of it in row-major order, be reads of `tensor`. */
  set(storage: Storage, tensor: Tensor): void {
    this.stands.set(storage, tensor);
  }

  /** The tensor to read instead of `tensor`. */
  of(tensor: Tensor): Tensor {
    const stand = this.stands.get(tensor.storage);
    if (stand === undefined) return tensor;
    if (stand.storage.constant) {
      return stand.withLayout(tensor.shape, new Array<number>(tensor.ndim).fill(0), 0);
    }
    return stand.withLayout(tensor.shape, tensor.strides, tensor.offset + stand.offset);
  }

  /** The storage to read instead of all of `storage`. */
  storageOf(storage: Storage): Storage {
    return this.stands.get(storage)?.storage ?? storage;
  }

  /** The instruction with its inputs replaced. */
  in(instruction: Instruction): Instruction {
    if (!instruction.inputs.some(({ storage }) => this.stands.has(storage))) return instruction;
    return { ...instruction, inputs: instruction.inputs.map((input) => this.of(input)) };
  }
}
