import { type Storage, Tensor } from '@chainrule/tensor';
import type { KernelSource } from './compiler/source.ts';
import { ProgramCache } from './program-cache.ts';
import type { Argument, Memory, Runtime } from './runtime/runtime.ts';

/** What a kernel reads: a tensor, or what another kernel wrote on the way. */
export type KernelInputValue = Tensor | Argument;

/** Runs kernel sources on a device: compiles what is new, and keeps track of what is made. */
export class Launcher {
  readonly programs: ProgramCache;
  private readonly runtime: Runtime;
  private readonly memoryOf: (storage: Storage) => Memory;
  private made: Set<Memory> = new Set();

  constructor(runtime: Runtime, memoryOf: (storage: Storage) => Memory) {
    this.runtime = runtime;
    this.memoryOf = memoryOf;
    this.programs = new ProgramCache(runtime);
  }

  /** Arrays that one kernel can read. */
  get maxInputs(): number {
    return this.runtime.description.maxInputs;
  }

  /** Whether the `quad` of a kernel source is used. */
  get hasQuads(): boolean {
    return this.runtime.hasQuads;
  }

  /**
   * Computes `length` elements. The result is given back when the operation ends, unless it is the
   * operation's own.
   *
   * @param uniforms - values of the source's uniforms, in order.
   */
  run(
    source: KernelSource,
    inputs: readonly KernelInputValue[],
    length: number,
    uniforms: readonly number[] = [],
  ): Memory {
    const program = this.programs.get(source);
    const given = inputs.map((input) =>
      input instanceof Tensor
        ? { memory: this.memoryOf(input.storage), offset: input.offset }
        : input,
    );
    const output = this.runtime.allocate(source.output, length);
    this.made.add(output);
    this.runtime.execute(program, given, uniforms, output);
    return output;
  }

  /** Lets the operation give `memory` back when it ends. */
  adopt(memory: Memory): void {
    this.made.add(memory);
  }

  /** Runs an operation and gives all memory back that it made, except its result. */
  scratch(operation: () => Memory): Memory {
    const outer = this.made;
    this.made = new Set();
    let result: Memory | undefined;
    try {
      result = operation();
      return result;
    } finally {
      for (const memory of this.made) if (memory !== result) this.runtime.release(memory);
      this.made = outer;
    }
  }
}
