import { type Storage, Tensor, type TypedArray } from '@chainrule/tensor';
import type { ElementKind, KernelSource } from './compiler/source.ts';
import { ProgramCache } from './program-cache.ts';
import type { Argument, Memory, Runtime } from './runtime/runtime.ts';

/** What a kernel reads: a tensor, or what another kernel wrote on the way. */
export type KernelInputValue = Tensor | Argument;

/** All of a memory, as an input of the next kernel. */
export function wholeOf(memory: Memory): Argument {
  return { memory, offset: 0 };
}

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

  /** What kernels are written in besides JavaScript. */
  get language(): 'glsl' | 'wgsl' {
    return this.runtime.description.language;
  }

  /** Arrays that one kernel can read. */
  get maxInputs(): number {
    return this.runtime.description.maxInputs;
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

  /** Brings elements to the device. */
  upload(kind: ElementKind, data: TypedArray): Memory {
    const memory = this.runtime.upload(kind, data);
    this.made.add(memory);
    return memory;
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
