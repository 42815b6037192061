import { ArgumentError, DeviceError } from '@chainrule/tensor';
import type { WebAssemblyMemory } from './web-assembly.ts';

const PAGE_BYTES = 65_536;

/** Memory grows by at least this much, so that many small allocations grow it seldom. */
const GROWTH_BYTES = 1 << 20;

const ALIGNMENT = 16;

/**
 * Hands out a WebAssembly memory as a stack: what was allocated after a {@link mark} is freed
 * by the {@link release} of that mark.
 *
 * Offsets are bytes from the start of the memory, aligned to a vector's 16. An allocation can
 * grow the memory, which detaches views taken before it: take a view after the last allocation.
 *
 * @example
 * ```ts
 * const { arena } = createKernels();
 * const mark = arena.mark();
 * const offset = arena.allocate(4 * 3);
 * arena.float32(offset, 3).set([1, 2, 3]);
 * arena.release(mark);
 * ```
 */
export class Arena {
  readonly #memory: WebAssemblyMemory;
  readonly #base: number;
  #top: number;

  constructor(memory: WebAssemblyMemory, base: number) {
    this.#memory = memory;
    this.#base = align(base);
    this.#top = this.#base;
  }

  /** Bytes allocated now. */
  get used(): number {
    return this.#top - this.#base;
  }

  /**
   * Reserves `bytes` bytes, not cleared, and returns their offset.
   *
   * @throws {DeviceError} when the engine has no more memory to give.
   */
  allocate(bytes: number): number {
    const offset = this.#top;
    const top = align(offset + bytes);
    const missing = top - this.#memory.buffer.byteLength;
    if (missing > 0) this.#grow(missing, bytes);
    this.#top = top;
    return offset;
  }

  /** The point to go back to with {@link release}. */
  mark(): number {
    return this.#top;
  }

  /**
   * Frees everything that was allocated since `mark` was taken.
   *
   * @throws {ArgumentError} when `mark` is not of now or before.
   */
  release(mark: number): void {
    if (!(mark >= this.#base && mark <= this.#top)) {
      throw new ArgumentError(
        `arena: cannot release to ${mark}; marks now go from ${this.#base} to ${this.#top}`,
      );
    }
    this.#top = mark;
  }

  /** A view of `length` float32 values at `offset`, good until the next allocation. */
  float32(offset: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, offset, length);
  }

  /** A view of `length` int32 values at `offset`, good until the next allocation. */
  int32(offset: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, offset, length);
  }

  /** A view of `length` bytes at `offset`, good until the next allocation. */
  uint8(offset: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, offset, length);
  }

  #grow(missing: number, bytes: number): void {
    const pages = Math.ceil(Math.max(missing, GROWTH_BYTES) / PAGE_BYTES);
    try {
      this.#memory.grow(pages);
    } catch (cause) {
      const held = `${this.used} bytes are in use`;
      const advice = 'free some, or work in smaller batches';
      throw new DeviceError(
        `cpu: no memory for ${bytes} bytes: ${held} and the engine gives no more; ${advice}`,
        { cause },
      );
    }
  }
}

function align(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
