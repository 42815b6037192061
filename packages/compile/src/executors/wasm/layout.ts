import { bytesPerElement, type Generator, type Storage, type TypedArray } from '@chainrule/tensor';
import type { Block, ProgramMemory } from './program-memory.ts';
import type { Addresses } from './tasks.ts';

/** Bytes of a generator's state that draws in WebAssembly read and write. */
export const GENERATOR_BYTES: number = 4 * 626;

/** What a program keeps in memory, and where. */
export class Layout implements Addresses {
  readonly placed: Map<Storage, number> = new Map();
  readonly generators: Map<Generator, number> = new Map();
  private readonly memory: ProgramMemory;
  private readonly blocks: Block[] = [];
  private readonly residents: Set<Storage> = new Set();
  private shared: Block = { offset: 0, bytes: 0 };

  constructor(memory: ProgramMemory) {
    this.memory = memory;
  }

  block(bytes: number): number {
    const block = this.memory.allocate(bytes);
    this.blocks.push(block);
    return block.offset;
  }

  /** The address of a storage; one that has no place yet moves in. */
  of(storage: Storage): number {
    const known = this.placed.get(storage);
    if (known !== undefined) return known;
    const address = storage.constant ? this.constant(storage) : this.memory.moveIn(storage);
    if (!storage.constant) this.residents.add(storage);
    this.placed.set(storage, address);
    return address;
  }

  private constant({ dtype, length, buffer }: Storage): number {
    const address = this.block(bytesPerElement(dtype) * length);
    this.memory.elements(dtype, address, length).set(buffer as TypedArray);
    return address;
  }

  productWorkspace(m: number, n: number, k: number): number {
    const bytes = this.memory.kernels.functions.sgemmWorkspace(m, n, k);
    if (bytes > this.shared.bytes) {
      this.shared = { offset: this.block(bytes), bytes };
    }
    return this.shared.offset;
  }

  generator(generator: Generator): number {
    const known = this.generators.get(generator);
    if (known !== undefined) return known;
    const address = this.block(GENERATOR_BYTES);
    this.generators.set(generator, address);
    return address;
  }

  release(): void {
    for (const storage of this.residents) this.memory.moveOut(storage);
    for (const block of this.blocks) this.memory.release(block);
  }
}
