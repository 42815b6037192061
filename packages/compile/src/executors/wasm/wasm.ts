import { programCodes as codes, type Kernels } from '@chainrule/kernels-cpu';
import {
  bytesPerElement,
  cpuKernels,
  type Storage,
  type TypedArray,
  tensor,
  zeros,
} from '@chainrule/tensor';
import type { Placeholders } from '../../arguments.ts';
import { type MemoryPlan, planMemory } from '../../passes/memory-plan.ts';
import type { ProgramParts } from '../../program-parts.ts';
import type { Executor } from '../executor.ts';
import { callOf } from '../kernel-call.ts';
import { chainOperations } from './chain-operations.ts';
import { encodeGroup } from './encode-group.ts';
import { GENERATOR_BYTES, Layout } from './layout.ts';
import { type ProgramMemory, programMemory } from './program-memory.ts';
import { Schedule } from './schedule.ts';
import { passedOn, planScratch, type Scratch } from './scratch.ts';
import type { Task } from './tasks.ts';

/** A part of a program: instructions in WebAssembly by their address, or a call from JavaScript. */
type Segment = { readonly address: number } | { readonly call: () => void };

/**
 * Runs what it can inside WebAssembly, as a list of kernel calls that a loop there reads, and has the
 * kernels of the device do the rest on the same memory. A program without a rest runs any number of
 * times in one call. No code is generated, so a strict content security policy is no obstacle.
 */
export class WasmExecutor implements Executor {
  readonly tasks: readonly Task[];
  readonly bytes: number;
  private readonly memory: ProgramMemory;
  private readonly layout: Layout;
  private readonly placeholders: Placeholders;
  private readonly segments: readonly Segment[];
  /** Where groups find what they pass on within themselves. */
  private readonly scratch: Scratch;
  private runs: readonly ((times: number) => void)[] | undefined;
  private readonly stopRefreshing: () => void;
  /** Storages of the program's own that JavaScript reads, with their addresses. */
  private readonly own: ReadonlyMap<Storage, number>;
  private readonly writtenStandIns: ReadonlySet<Storage>;

  /** @throws {DeviceError} when the engine has not enough memory; nothing has moved then. */
  constructor(parts: ProgramParts, placeholders: Placeholders, kernels: Kernels) {
    this.placeholders = placeholders;
    this.memory = programMemory(kernels.build);
    this.layout = new Layout(this.memory);
    const { tasks, locals } = new Schedule(parts);
    this.tasks = tasks;
    const passed = passedOn(tasks, locals, parts.results);
    for (const [group, storages] of passed) {
      group.operations = chainOperations(group.operations, storages);
    }
    const scratch = planScratch(passed);
    const plan = planMemory(
      tasks.map(({ instructions }) => instructions),
      new Set([...locals].filter((storage) => !scratch.offsets.has(storage))),
      parts.results,
    );
    this.bytes = plan.bytes + scratch.bytes;
    const written = new Set(parts.instructions.map(({ out }) => out.storage));
    this.writtenStandIns = new Set(
      placeholders.standIns.map(({ storage }) => storage).filter((each) => written.has(each)),
    );
    this.scratch = scratch;
    try {
      this.own = this.place(plan, scratch, locals);
      this.segments = this.write(tasks, scratch.offsets);
    } catch (error) {
      this.layout.release();
      throw error;
    }
    this.refresh();
    this.stopRefreshing = this.memory.onGrowth(() => this.refresh());
  }

  /** Sets memory aside for what is planned and for arguments; returns where JavaScript finds what. */
  private place(
    plan: MemoryPlan,
    scratch: Scratch,
    locals: ReadonlySet<Storage>,
  ): Map<Storage, number> {
    const own = new Map<Storage, number>();
    const arena = this.layout.block(plan.bytes);
    // No task makes what has no elements, but one may read it.
    for (const storage of locals) if (storage.length === 0) own.set(storage, arena);
    for (const [storage, offset] of plan.offsets) own.set(storage, arena + offset);
    for (const { storage } of this.placeholders.standIns) {
      own.set(storage, this.layout.block(storage.length * bytesPerElement(storage.dtype)));
    }
    for (const [storage, address] of own) this.layout.placed.set(storage, address);
    for (const [storage, offset] of scratch.offsets) this.layout.placed.set(storage, offset);
    return own;
  }

  /** Writes the words of the tasks, a segment for those that follow each other in WebAssembly. */
  private write(tasks: readonly Task[], passed: ReadonlyMap<Storage, number>): Segment[] {
    const runs: (number[] | (() => void))[] = [];
    for (const task of tasks) {
      if (task.kind === 'called') {
        // Operands from outside that only JavaScript uses stay where they are.
        runs.push(callOf(task.instructions[0]));
        continue;
      }
      const words =
        task.kind === 'group' ? encodeGroup(task, this.layout, passed) : task.encode(this.layout);
      const last = runs[runs.length - 1];
      if (Array.isArray(last)) last.push(...words);
      else runs.push(words);
    }
    return runs.map((run) => {
      if (!Array.isArray(run)) return { call: run };
      run.push(codes.END);
      const address = this.layout.block(4 * run.length);
      this.memory.elements('int32', address, run.length).set(run);
      return { address };
    });
  }

  /** Lets the program's own tensors show its memory as it is now. */
  private refresh(): void {
    for (const [storage, address] of this.own) {
      storage.buffer = this.memory.elements(storage.dtype, address, storage.length);
    }
  }

  run(args: readonly unknown[], times: number): void {
    this.take(args);
    try {
      const [only] = this.segments;
      if (this.segments.length === 1 && only !== undefined && 'address' in only) {
        this.runSegment(only.address, times);
      } else {
        for (let time = 0; time < times; time++) this.runOnce();
      }
    } finally {
      for (const [generator, address] of this.layout.generators) {
        new Uint8Array(generator.buffer).set(this.stateAt(address));
      }
      this.giveBack(args);
    }
  }

  private stateAt(address: number): Uint8Array {
    return this.memory.elements('uint8', address, GENERATOR_BYTES) as Uint8Array;
  }

  private runOnce(): void {
    for (const segment of this.segments) {
      if ('call' in segment) segment.call();
      else this.runSegment(segment.address, 1);
    }
  }

  private runSegment(address: number, times: number): void {
    const { functions } = this.memory.kernels;
    if (functions.run(address, times) === 0) return;
    // The plain kernel says what is wrong with the value.
    const refused = tensor([functions.refusedValue()]);
    cpuKernels.binaryCrossEntropy(zeros(1), [refused, zeros(1)], {});
  }

  /** Copies arguments and generators to where the program reads them. */
  private take(args: readonly unknown[]): void {
    for (const [generator, address] of this.layout.generators) {
      this.stateAt(address).set(new Uint8Array(generator.buffer, 0, GENERATOR_BYTES));
    }
    for (const [argument, { storage }] of this.placeholders.pairs(args)) {
      const here = this.own.get(storage) as number;
      storage.buffer = this.memory.elements(storage.dtype, here, storage.length);
      (storage.buffer as TypedArray).set(this.placeholders.elementsOf(argument));
    }
  }

  /** Copies arguments that the program changed back to where the caller has them. */
  private giveBack(args: readonly unknown[]): void {
    for (const [argument, { storage }] of this.placeholders.pairs(args)) {
      if (!this.writtenStandIns.has(storage)) continue;
      this.placeholders.elementsOf(argument).set(storage.buffer as TypedArray);
    }
  }

  taskRuns(args: readonly unknown[]): readonly ((times: number) => void)[] {
    this.take(args);
    this.runs ??= this.tasks.map((task) => {
      const [segment] = this.write([task], this.scratch.offsets);
      return (times: number): void => {
        if (segment === undefined) return;
        if ('address' in segment) this.runSegment(segment.address, times);
        else for (let time = 0; time < times; time++) segment.call();
      };
    });
    return this.runs;
  }

  dispose(): void {
    this.stopRefreshing();
    this.layout.release();
  }
}
