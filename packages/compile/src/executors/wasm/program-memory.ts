import { createKernels, type KernelBuild, type Kernels } from '@chainrule/kernels-cpu';
import { bytesPerElement, type Storage, type TypedArray } from '@chainrule/tensor';
import { elementsIn } from '../../typed-memory.ts';

/** A stretch of memory. */
export interface Block {
  readonly offset: number;
  readonly bytes: number;
}

/** A storage that programs keep in their memory, and how many of them do. */
interface Resident {
  readonly block: Block;
  programs: number;
}

const ALIGNMENT = 16;

/** Kernels load whole vectors, which may reach past the end of an array. */
const SLACK = 16;

/**
 * The memory of WebAssembly that all programs share, so that the parameters of a net that is trained
 * by one and evaluated by another are in one place.
 */
export class ProgramMemory {
  readonly kernels: Kernels;
  private readonly residents = new Map<Storage, Resident>();
  private readonly views = new Set<() => void>();
  /** Blocks that were given back, in order of their offsets; no two touch. */
  private free: Block[] = [];

  constructor(build: KernelBuild) {
    this.kernels = createKernels({ build, threads: true });
  }

  /** Bytes in use. */
  get used(): number {
    return this.kernels.arena.used - this.free.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** A block of at least so many bytes, not cleared. */
  allocate(wanted: number): Block {
    const bytes = Math.ceil((wanted + SLACK) / ALIGNMENT) * ALIGNMENT;
    const place = this.free.findIndex((block) => block.bytes >= bytes);
    const found = this.free[place];
    if (found === undefined) return { offset: this.extend(bytes), bytes };
    const rest = { offset: found.offset + bytes, bytes: found.bytes - bytes };
    this.free.splice(place, 1, ...(rest.bytes > 0 ? [rest] : []));
    return { offset: found.offset, bytes };
  }

  private extend(bytes: number): number {
    const { arena, memory } = this.kernels;
    const before = memory.buffer;
    const offset = arena.allocate(bytes);
    // Growing the memory leaves all views of it empty.
    if (memory.buffer !== before) for (const refresh of this.views) refresh();
    return offset;
  }

  /** Takes a block back. */
  release(block: Block): void {
    const merged: Block[] = [];
    for (const next of [...this.free, block].sort((a, b) => a.offset - b.offset)) {
      const last = merged[merged.length - 1];
      if (last === undefined || last.offset + last.bytes < next.offset) merged.push(next);
      else merged[merged.length - 1] = { offset: last.offset, bytes: last.bytes + next.bytes };
    }
    this.free = merged;
  }

  /** Has `refresh` called whenever views of the memory must be made anew; returns how to stop it. */
  onGrowth(refresh: () => void): () => void {
    this.views.add(refresh);
    return () => {
      this.views.delete(refresh);
    };
  }

  /** `length` elements at `offset`, until the memory grows. */
  elements(dtype: Storage['dtype'], offset: number, length: number): TypedArray {
    return elementsIn(this.kernels.memory.buffer, dtype, offset, length);
  }

  /** Moves a storage's elements here, where programs and everybody else find them from now on. */
  moveIn(storage: Storage): number {
    const known = this.residents.get(storage);
    if (known !== undefined) {
      known.programs++;
      return known.block.offset;
    }
    const { dtype, length } = storage;
    const block = this.allocate(length * bytesPerElement(dtype));
    const here = this.elements(dtype, block.offset, length);
    here.set(storage.buffer as TypedArray);
    storage.buffer = here;
    this.residents.set(storage, { block, programs: 1 });
    if (this.residents.size === 1) this.views.add(this.refreshResidents);
    return block.offset;
  }

  /** Tells that a program no longer needs a storage; after the last one it has its own memory again. */
  moveOut(storage: Storage): void {
    const resident = this.residents.get(storage);
    if (resident === undefined || --resident.programs > 0) return;
    if (!storage.disposed) storage.buffer = (storage.buffer as TypedArray).slice();
    this.residents.delete(storage);
    this.release(resident.block);
  }

  private readonly refreshResidents = (): void => {
    for (const [storage, { block }] of this.residents) {
      if (storage.disposed) continue;
      storage.buffer = this.elements(storage.dtype, block.offset, storage.length);
    }
  };
}

let shared: ProgramMemory | undefined;

/**
 * The memory of all programs, made with the first one's build of the kernels: a storage can be in one
 * place only.
 */
export function programMemory(build: KernelBuild): ProgramMemory {
  shared ??= new ProgramMemory(build);
  return shared;
}
