import type { Storage } from '@chainrule/tensor';
import type { Instruction } from '../../trace.ts';

/**
 * Tells which arrays belong together: those that elementwise instructions compute from each other,
 * such as a parameter, its gradient and what an optimizer remembers of it.
 */
export class Relations {
  private readonly towards = new Map<Storage, Storage>();

  constructor(instructions: readonly Instruction[]) {
    for (const { inputs, out } of instructions) {
      for (const input of inputs) {
        if (input.numel() === out.numel()) this.join(input.storage, out.storage);
      }
    }
  }

  private join(a: Storage, b: Storage): void {
    const [from, to] = [this.representative(a), this.representative(b)];
    if (from !== to) this.towards.set(from, to);
  }

  private representative(storage: Storage): Storage {
    let found = storage;
    for (let next = this.towards.get(found); next !== undefined; next = this.towards.get(found)) {
      found = next;
    }
    return found;
  }

  /** Whether two arrays belong together. */
  areRelated(a: Storage, b: Storage): boolean {
    return this.representative(a) === this.representative(b);
  }
}
