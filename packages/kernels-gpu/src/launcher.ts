import { type Storage, Tensor, type TypedArray } from '@chainrule/tensor';
import type { ElementKind, Groups, KernelSource } from './compiler/source.ts';
import { ProgramCache } from './program-cache.ts';
import type { Argument, Memory, Program, Runtime } from './runtime/runtime.ts';

/** What a kernel reads: a tensor, or what another kernel wrote on the way. */
export type KernelInputValue = Tensor | Argument;

/** All of a memory, as an input of the next kernel. */
export function wholeOf(memory: Memory): Argument {
  return { memory, offset: 0 };
}

/** A run of a kernel, to be done again. Memory that another run made is that run's number. */
interface Launch {
  readonly source: KernelSource;
  program: Program;
  readonly inputs: readonly (Tensor | Argument | number)[];
  readonly length: number;
  readonly uniforms: readonly number[];
  readonly groups: Groups | undefined;
}

/** What an operation ran: the same tensors later mean the same runs. */
export interface Recording {
  readonly launches: readonly Launch[];
  readonly result: number;
  /** Changes when the cache gives programs up. */
  generation: number;
}

/** Runs kernel sources on a device: compiles what is new, and keeps track of what is made. */
export class Launcher {
  readonly programs: ProgramCache;
  private readonly runtime: Runtime;
  private readonly memoryOf: (storage: Storage) => Memory;
  private made: Set<Memory> = new Set();
  private recorded: { readonly launches: Launch[]; readonly made: Map<Memory, number> } | null =
    null;

  constructor(runtime: Runtime, memoryOf: (storage: Storage) => Memory) {
    this.runtime = runtime;
    this.memoryOf = memoryOf;
    this.programs = new ProgramCache(runtime);
  }

  /** What kernels are written in besides JavaScript. */
  get language(): 'glsl' | 'wgsl' {
    return this.runtime.description.language;
  }

  /** Whether kernels may compute blocks. */
  get hasBlocks(): boolean {
    return this.runtime.description.hasBlocks;
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
   * @param groups - for sources with `workgroup`: the groups of threads that compute it.
   */
  run(
    source: KernelSource,
    inputs: readonly KernelInputValue[],
    length: number,
    uniforms: readonly number[] = [],
    groups?: Groups,
  ): Memory {
    const program = this.programs.get(source);
    const given = inputs.map((input) => this.argumentOf(input));
    const output = this.runtime.allocate(source.output, length);
    this.made.add(output);
    this.runtime.execute(program, given, uniforms, output, groups);
    if (this.recorded !== null) {
      const { launches, made } = this.recorded;
      const known = inputs.map((input) =>
        input instanceof Tensor ? input : (made.get(input.memory) ?? input),
      );
      made.set(output, launches.length);
      launches.push({ source, program, inputs: known, length, uniforms, groups });
    }
    return output;
  }

  private argumentOf(input: KernelInputValue): Argument {
    if (!(input instanceof Tensor)) return input;
    const { recorded } = this;
    // What was never written is filled now, which is no part of the operation.
    this.recorded = null;
    const memory = this.memoryOf(input.storage);
    this.recorded = recorded;
    return { memory, offset: input.offset };
  }

  /**
   * Runs an operation as {@link scratch} does, and notes what it runs.
   *
   * @returns with the result, what {@link replay} takes; `null` where the operation brings elements
   * to the device, which may be others the next time.
   */
  record(operation: () => Memory): { memory: Memory; recording: Recording | null } {
    const outer = this.recorded;
    const recorded = { launches: [], made: new Map<Memory, number>() };
    this.recorded = recorded;
    try {
      const memory = this.scratch(operation);
      const result = recorded.made.get(memory);
      const isWhole = this.recorded === recorded && result !== undefined;
      const { generation } = this.programs;
      const { launches } = recorded;
      return { memory, recording: isWhole ? { launches, result, generation } : null };
    } finally {
      this.recorded = outer;
    }
  }

  /** Does again what was recorded. */
  replay(recording: Recording): Memory {
    const { launches, result } = recording;
    if (recording.generation !== this.programs.generation) {
      for (const launch of launches) launch.program = this.programs.get(launch.source);
      recording.generation = this.programs.generation;
    }
    const made: Memory[] = [];
    try {
      for (const { source, program, inputs, length, uniforms, groups } of launches) {
        const given = inputs.map((input) =>
          typeof input === 'number'
            ? { memory: made[input] as Memory, offset: 0 }
            : this.argumentOf(input),
        );
        const output = this.runtime.allocate(source.output, length);
        made.push(output);
        this.runtime.execute(program, given, uniforms, output, groups);
      }
    } catch (error) {
      for (const memory of made) this.runtime.release(memory);
      throw error;
    }
    made.forEach((memory, number) => {
      if (number !== result) this.runtime.release(memory);
    });
    return made[result] as Memory;
  }

  /** Brings elements to the device. */
  upload(kind: ElementKind, data: TypedArray): Memory {
    // Other elements may come the next time.
    this.recorded = null;
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
