import { ArgumentError, isTracing, type Tensor } from '@chainrule/tensor';
import { Placeholders, signatureOf } from './arguments.ts';
import { firstDifference } from './compare.ts';
import { CompileError } from './compile-error.ts';
import { explain, toDot } from './explain.ts';
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
  /** The same program as a graph in the DOT language. */
  toDot(): string;
  /** Lets go of all programs; the next call records anew. */
  dispose(): void;
}

/** How often a step may do something else than the time before, until it counts as unsteady. */
const MOST_TRACES = 4;

/** What is known of a step for arguments of one look. */
interface Entry<Result> {
  /** A first run lays down what lasts, such as the state of an optimizer. */
  isWarm: boolean;
  /** The placeholders that all traces share. */
  placeholders: Placeholders;
  last: Trace<Result> | null;
  traces: number;
  program: Program<Result> | null;
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
 * const step = compile((x: Tensor, y: Tensor) => {
 *   optimizer.zeroGrad();
 *   const cost = criterion(model(x), y);
 *   cost.backward();
 *   optimizer.step();
 *   return cost;
 * });
 * for (const [x, y] of loader) console.log(step(x, y).item());
 * ```
 * @throws {CompileError} when the step reads elements (as `item()` does), leaves the CPU, or does
 * something else every time.
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
    const known = entries.get(signature);
    entries.delete(signature);
    const entry = known ?? emptyEntry(args);
    // Last in the map is last used.
    entries.set(signature, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxPrograms && oldest !== undefined) entries.delete(oldest);
    return entry;
  }

  function runSteps(args: Args, times: number): Result {
    const entry = entryOf(args);
    latest = { entry, args };
    let left = times;
    let result: Result | undefined;
    for (; left > 0; left--) {
      const { program } = entry;
      if (program?.isCurrent()) return program.run(args, left);
      result = recordStep(step, entry, args);
    }
    return result as Result;
  }

  const compiled = (...args: Args): Result =>
    // A compiled step inside of another one is part of it.
    isTracing() ? step(...args) : runSteps(args, 1);

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
    explain: () => (latest?.entry.program ? explain(latest.entry.program) : ''),
    toDot: () => (latest?.entry.program ? toDot(latest.entry.program) : ''),
    dispose() {
      entries.clear();
      latest = null;
    },
  });
}

function emptyEntry<Result>(args: readonly unknown[]): Entry<Result> {
  return {
    isWarm: false,
    placeholders: new Placeholders(args),
    last: null,
    traces: 0,
    program: null,
  };
}

/** Copies without a history, as a program returns them. */
function detached<Result>(result: Result): Result {
  return mapTensors(result, (tensor: Tensor) => (tensor.isLeaf ? tensor : tensor.detach().clone()));
}

/** Runs the step once, and makes its program once it did the same twice. */
function recordStep<Args extends unknown[], Result>(
  step: (...args: Args) => Result,
  entry: Entry<Result>,
  args: Args,
): Result {
  if (!entry.isWarm) {
    entry.isWarm = true;
    return detached(step(...args));
  }
  if (entry.program !== null) {
    // Something that it depended on has changed.
    entry.program = null;
    entry.last = null;
    entry.traces = 0;
  }
  const { placeholders, last } = entry;
  placeholders.bind(args);
  const recorded = trace(() => step(...(placeholders.args as Args)));
  entry.traces++;
  const difference = last === null ? -2 : firstDifference(last, recorded);
  entry.last = recorded;
  if (difference === -1) {
    entry.program = new Program(recorded, placeholders);
    entry.last = null;
    return entry.program.result(args);
  }
  if (entry.traces >= MOST_TRACES) {
    const changed = recorded.instructions[difference];
    throw new CompileError(
      `the step did something else each of ${entry.traces} times: instruction ${difference}` +
        `${changed === undefined ? '' : `, ${changed.primitive},`} was not as before; pass what changes as an ` +
        'argument, keep it in a tensor, or read it through observe()',
    );
  }
  return new Program(recorded, placeholders).result(args);
}
