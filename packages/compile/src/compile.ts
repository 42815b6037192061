import { ArgumentError, isTracing, nameOfPrimitive, type Tensor } from '@chainrule/tensor';
import { Placeholders, signatureOf } from './arguments.ts';
import { firstDifference } from './compare.ts';
import { CompileError } from './compile-error.ts';
import { explain, toDot } from './explain.ts';
import { profile, type TaskProfile } from './profile.ts';
import { Program } from './program.ts';
import { mapTensors } from './structure.ts';
import { type Trace, trace } from './trace.ts';

/** Options of {@link compile}. */
export interface CompileOptions {
  /** How many programs to keep, for arguments of different looks; the least used goes. Default 8. */
  readonly maxPrograms?: number;
}

/** A step that records itself, and then runs as a program. */
export interface CompiledStep<Args extends unknown[], Result> {
  /** Does what the plain function does. Tensors in the result are copies without a history. */
  (...args: Args): Result;
  /**
   * Does `times` steps on the arguments of the last call, and returns the last result.
   *
   * @throws {ArgumentError} before the first call, or when `times` is not a whole number above 0.
   */
  run(times: number): Result;
  /** The program for the arguments of the last call, as a table; empty before there is one. */
  explain(): string;
  /**
   * How long each task of that program takes by itself on those arguments, in the order of {@link explain}; empty before there
   * is one. Parameters, state and generators are left as they are. In a page the clock is coarse unless it
   * is isolated from other origins, and so are short times then. Programs on other devices than the CPU are a
   * {@link CompileError}: they work in their own time.
   *
   * @example
   * ```ts
   * const step = compile((x: Tensor) => x.mul(2).sum());
   * for (let i = 0; i < 4; i++) step(ones(1000));
   * for (const { primitives, seconds } of step.profile()) {
   *   console.log(primitives.join(' '), `${1e6 * seconds} microseconds`);
   * }
   * ```
   */
  profile(): TaskProfile[];
  /** The same program as a graph in the DOT language. */
  toDot(): string;
  /** Lets go of all programs; the next call records anew. */
  dispose(): void;
}

/** How often a step may do something else than the time before, until it counts as unsteady. */
const MOST_TRACES = 4;

/** How many programs are kept for arguments of one look: as for the modes of a model. */
const MOST_VARIANTS = 4;

/** Gives back the memory of steps that nobody can call any more. */
const abandoned = new FinalizationRegistry<() => void>((dispose) => dispose());

/** What is known of a step for arguments of one look. */
interface Entry<Result> {
  /** A first run lays down what lasts, such as the state of an optimizer. */
  isWarm: boolean;
  /** The placeholders that all traces share. */
  readonly placeholders: Placeholders;
  last: Trace<Result> | null;
  traces: number;
  /** Programs for one state of all else that the step depends on each, the latest used first. */
  programs: Program<Result>[];
}

/**
 * Turns a function of tensors, such as a training step, into one that runs as a recorded program:
 * a list of kernel calls on memory set aside once, without dispatch, gradient recording or
 * allocation.
 *
 * The first call runs as it is and lets lasting state come to be; the next ones are recorded, until
 * two in a row did the same. From then on the program runs, with the same bits as the plain function. It
 * is recorded anew when an argument looks different, or when an option of an optimizer or the mode of
 * a module changes. Control flow is frozen as it was recorded; what a plain number in the code decides is
 * frozen too, unless it is an argument or read through `observe`.
 *
 * @example
 * ```ts
 * const model = new Linear(2, 1);
 * const criterion = new MSELoss();
 * const optimizer = new SGD(model.parameters(), { lr: 0.1 });
 * const step = compile((x: Tensor, y: Tensor) => {
 *   optimizer.zeroGrad();
 *   const cost = criterion(model(x), y);
 *   cost.backward();
 *   optimizer.step();
 *   return cost;
 * });
 * for (let i = 0; i < 100; i++) console.log(step(ones(4, 2), zeros(4, 1)).item());
 * ```
 * @throws {CompileError} when the step reads elements (as `item()` does), moves a tensor to the CPU, or
 * does something else every time.
 */
export function compile<Args extends unknown[], Result>(
  step: (...args: Args) => Result,
  options: CompileOptions = {},
): CompiledStep<Args, Result> {
  const { maxPrograms = 8 } = options;
  if (!Number.isInteger(maxPrograms) || maxPrograms < 1) {
    throw new ArgumentError(`maxPrograms takes a whole number, 1 or more; got ${maxPrograms}`);
  }
  const entries = new Map<string, Entry<Result>>();
  let latest: { entry: Entry<Result>; args: Args } | null = null;

  function entryOf(args: Args): Entry<Result> {
    const signature = signatureOf(args);
    const entry = entries.get(signature) ?? emptyEntry(args);
    entries.delete(signature);
    // Last in the map is last used.
    entries.set(signature, entry);
    const [oldest] = entries;
    if (entries.size > maxPrograms && oldest !== undefined) {
      entries.delete(oldest[0]);
      disposeOf(oldest[1].programs);
    }
    return entry;
  }

  function runSteps(args: Args, times: number): Result {
    const entry = entryOf(args);
    latest = { entry, args };
    for (let left = times; ; left--) {
      const program = currentProgram(entry);
      if (program !== undefined) return program.run(args, left);
      const result = recordStep(step, entry, args);
      if (left === 1) return result;
    }
  }

  function latestProgram(): Program<Result> | undefined {
    return latest?.entry.programs[0];
  }

  const compiled = (...args: Args): Result =>
    // A compiled step inside of another one is part of it.
    isTracing() ? step(...args) : runSteps(args, 1);

  function dispose(): void {
    for (const { programs } of entries.values()) disposeOf(programs);
    entries.clear();
    latest = null;
  }

  abandoned.register(compiled, dispose);
  return Object.assign(compiled, {
    run(times: number): Result {
      if (!Number.isInteger(times) || times < 1) {
        throw new ArgumentError(`run takes a whole number of steps, 1 or more; got ${times}`);
      }
      if (latest === null) {
        throw new ArgumentError(
          'run repeats the last call, and there was none; call the step first',
        );
      }
      return runSteps(latest.args, times);
    },
    explain() {
      const program = latestProgram();
      return program === undefined ? '' : explain(program);
    },
    profile() {
      const program = latestProgram();
      return program === undefined ? [] : profile(program, latest?.args ?? []);
    },
    toDot() {
      const program = latestProgram();
      return program === undefined ? '' : toDot(program);
    },
    dispose,
  });
}

function emptyEntry<Result>(args: readonly unknown[]): Entry<Result> {
  return {
    isWarm: false,
    placeholders: new Placeholders(args),
    last: null,
    traces: 0,
    programs: [],
  };
}

function disposeOf(programs: readonly Program<unknown>[]): void {
  for (const program of programs) program.dispose();
}

/** The program that fits how things are now, which then is the first of the entry's. */
function currentProgram<Result>(entry: Entry<Result>): Program<Result> | undefined {
  const { programs } = entry;
  const place = programs.findIndex((program) => program.isCurrent());
  const current = programs[place];
  if (current !== undefined && place > 0) {
    entry.programs = [current, ...programs.filter((program) => program !== current)];
  }
  return current;
}

/** Records the step on the stand-ins; the arguments have what it changed of them, also where it fails. */
function traceOn<Args extends unknown[], Result>(
  placeholders: Placeholders,
  args: Args,
  step: (...args: Args) => Result,
  leaves: readonly Tensor[],
): Trace<Result> {
  placeholders.show(args);
  try {
    return trace(() => step(...(placeholders.args as Args)), leaves);
  } finally {
    placeholders.giveBack(args);
  }
}

/** Runs the step once, and makes its program once it did the same twice. */
function recordStep<Args extends unknown[], Result>(
  step: (...args: Args) => Result,
  entry: Entry<Result>,
  args: Args,
): Result {
  const { placeholders, last } = entry;
  if (!entry.isWarm) {
    const result = step(...args);
    entry.isWarm = true;
    return mapTensors(result, (tensor) => (tensor.isLeaf ? tensor : tensor.detach().clone()));
  }
  const leaves = last?.gradients.map(({ leaf }) => leaf) ?? [];
  const recorded = traceOn(placeholders, args, step, leaves);
  const difference = last === null ? null : firstDifference(last, recorded);
  entry.last = difference === -1 ? null : recorded;
  entry.traces = difference === -1 ? 0 : entry.traces + 1;
  if (entry.traces >= MOST_TRACES) throw unsteady(entry, recorded, difference ?? 0);
  const result = mapTensors(recorded.result, (tensor) =>
    recorded.made.has(tensor.storage)
      ? tensor.detach().clone()
      : (placeholders.argumentOf(tensor, args) ?? tensor),
  );
  if (difference === -1) {
    disposeOf(entry.programs.slice(MOST_VARIANTS - 1));
    const program = new Program(recorded, placeholders);
    entry.programs = [program, ...entry.programs.slice(0, MOST_VARIANTS - 1)];
  }
  return result;
}

function unsteady<Result>(
  entry: Entry<Result>,
  { instructions }: Trace<Result>,
  difference: number,
): CompileError {
  const { traces } = entry;
  const changed = instructions[difference];
  entry.last = null;
  entry.traces = 0;
  return new CompileError(
    `the step did something else each of ${traces} times: instruction ${difference}` +
      `${changed === undefined ? '' : `, ${nameOfPrimitive(changed.primitive, changed.params)},`} was not as before; pass what changes as an ` +
      'argument, keep it in a tensor that is changed in place, or read it through observe() or hostScalar()',
  );
}
