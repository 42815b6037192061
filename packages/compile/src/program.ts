import { formatShape, type Storage, type Tensor } from '@chainrule/tensor';
import type { Placeholders } from './arguments.ts';
import { CompileError } from './compile-error.ts';
import { createExecutor } from './executors/create.ts';
import type { Executor, PlannedTask } from './executors/executor.ts';
import { lower } from './lower.ts';
import { type OptimizedProgram, optimize } from './passes/optimize.ts';
import { mapTensors } from './structure.ts';
import type { GradientEffect, Instruction, Trace } from './trace.ts';

/** A leaf, and the storage that its gradient must have for a program to fit; `null` for none. */
interface GradientGuard {
  readonly leaf: Tensor;
  readonly storage: Storage | null;
}

/** Whether a program changes the gradient, or reads it. */
function uses(instructions: readonly Instruction[], gradient: Tensor): boolean {
  const { storage } = gradient;
  return instructions.some(
    ({ inputs, out }) =>
      out.storage === storage || inputs.some((input) => input.storage === storage),
  );
}

/** What a leaf's gradient must be before a program runs, if that makes a difference to it. */
function guardOf(
  { leaf, before, after }: GradientEffect,
  { instructions, made }: Trace<unknown>,
): GradientGuard[] {
  const isMade = after !== null && made.has(after.storage);
  if (isMade && (before === null || before === undefined)) return [{ leaf, storage: null }];
  const read = isMade ? before : after;
  if (read === null || read === undefined || !uses(instructions, read)) return [];
  return [{ leaf, storage: read.storage }];
}

/** A recorded step, that runs without dispatch, gradient recording or allocation. */
export class Program<Result> {
  private readonly executor: Executor;
  private readonly placeholders: Placeholders;
  private readonly trace: Omit<Trace<Result>, 'result'>;
  private readonly locals: ReadonlySet<Storage>;
  private readonly guards: readonly GradientGuard[];
  /** The leaves that the program gives another gradient, or none. */
  private readonly effects: readonly GradientEffect[];
  /** Storages that outlive the program, and are changed by it. */
  private readonly changed: readonly Storage[];
  /** Storages that the program finds: parameters, state, data. */
  private readonly outside: ReadonlySet<Storage>;
  /** What the step returned, without the graph that it was computed in. */
  private readonly template: Result;

  constructor({ result, ...trace }: Trace<Result>, placeholders: Placeholders) {
    this.trace = trace;
    this.placeholders = placeholders;
    const lowered = lower({ result, ...trace });
    const program: OptimizedProgram = optimize(lowered);
    const { instructions, locals, resultOf } = program;
    this.locals = locals;
    this.template = mapTensors(result, (tensor) =>
      trace.made.has(tensor.storage) ? resultOf(lowered.own(tensor)).detach() : tensor,
    );
    this.guards = trace.gradients.flatMap((effect) => guardOf(effect, { result, ...trace }));
    this.effects = trace.gradients.filter(({ before, after }) =>
      after === null ? before != null : trace.made.has(after.storage),
    );
    const used = instructions.flatMap(({ inputs, out }) => [...inputs, out]);
    this.outside = new Set(
      used.map(({ storage }) => storage).filter((storage) => !locals.has(storage)),
    );
    // Gradients and what the step made by JavaScript are part of the program: no `tidy` gives them back.
    for (const storage of this.outside) {
      if (storage.serial >= trace.firstSerial) storage.kept = true;
    }
    const written = new Set(instructions.map(({ out }) => out.storage));
    this.changed = [...written].filter((storage) => !locals.has(storage));
    this.executor = createExecutor(program, placeholders);
  }

  /** Whether everything that the recorded step depended on is still as it was. */
  isCurrent(): boolean {
    for (const { read, value } of this.trace.observations) {
      if (!Object.is(read(), value)) return false;
    }
    for (const { leaf, storage } of this.guards) {
      if ((leaf.grad?.storage ?? null) !== storage) return false;
    }
    return true;
  }

  /**
   * Arguments are copied in, so none may share memory with what the program changes.
   *
   * @throws {CompileError} when one does.
   */
  checkApart(args: readonly unknown[]): void {
    const pairs = [...this.placeholders.pairs(args)];
    for (const [place, [argument, standIn]] of pairs.entries()) {
      const { storage } = argument;
      const isTwice = pairs.some(([other], each) => each !== place && other.storage === storage);
      const isShared =
        this.changed.includes(storage) ||
        (this.changed.includes(standIn.storage) && (isTwice || this.outside.has(storage)));
      if (!isShared) continue;
      throw new CompileError(
        `a tensor of shape ${formatShape(argument.shape)} that is passed to a compiled step shares memory with ` +
          'something that the step changes in place; pass a clone(), or use it from outside in both places',
      );
    }
  }

  /** Does what the step did, `times` over, on these arguments. */
  run(args: readonly unknown[], times: number): Result {
    for (const storage of this.changed) storage.checkUsable();
    for (const { scalar, read } of this.trace.feeds) {
      (scalar.storage.buffer as Float64Array)[0] = read();
    }
    this.checkApart(args);
    this.executor.run(args, times);
    for (const storage of this.changed) storage.version += times;
    for (const [argument, placeholder] of this.placeholders.pairs(args)) {
      argument.storage.version += this.changed.includes(placeholder.storage) ? times : 0;
    }
    for (const { leaf, after } of this.effects) if (leaf.grad !== after) leaf.grad = after;
    return this.result(args);
  }

  /** What the step returned, as it is now, in memory of its own. */
  private result(args: readonly unknown[]): Result {
    return mapTensors(this.template, (tensor) =>
      this.locals.has(tensor.storage)
        ? tensor.clone()
        : (this.placeholders.argumentOf(tensor, args) ?? tensor),
    );
  }

  /** What the program runs, in order. */
  get tasks(): readonly PlannedTask[] {
    return this.executor.tasks;
  }

  /** Each task by itself: a function that runs it so many times, on these arguments. */
  taskRuns(args: readonly unknown[]): readonly ((times: number) => void)[] {
    return this.executor.taskRuns(args);
  }

  /** Bytes that the program holds for what it computes, parameters and data not counted. */
  get bytes(): number {
    return this.executor.bytes;
  }

  /** Gives the program's memory back. */
  dispose(): void {
    this.executor.dispose();
  }
}
