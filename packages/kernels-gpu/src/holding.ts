import type { Memory, Runtime } from './runtime/runtime.ts';

/** Memory, and how many storages hold it. */
interface Shared {
  readonly memory: Memory;
  holders: number;
}

/** What one storage holds: nothing yet, or memory that it may share with copies of itself. */
export class Holding {
  private readonly runtime: Runtime;
  private shared: Shared | null = null;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }

  get memory(): Memory | null {
    return this.shared?.memory ?? null;
  }

  /** Takes new memory over. */
  replace(memory: Memory): void {
    this.clear();
    this.shared = { memory, holders: 1 };
  }

  /** Holds the memory of `other` too. */
  share(other: Holding): void {
    if (this.shared === other.shared) return;
    this.clear();
    this.shared = other.shared;
    if (this.shared !== null) this.shared.holders++;
  }

  /** Lets go of the memory; the last holder gives it back. */
  clear(): void {
    const { shared } = this;
    this.shared = null;
    if (shared === null) return;
    shared.holders--;
    if (shared.holders === 0) this.runtime.release(shared.memory);
  }
}
