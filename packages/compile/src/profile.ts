import type { Primitive, Storage, Tensor, TypedArray } from '@chainrule/tensor';
import type { TaskKind } from './executors/executor.ts';
import type { Program } from './program.ts';
import type { Instruction } from './trace.ts';

/** What one task of a program takes, by itself. */
export interface TaskProfile {
  /** A fused group, a kernel in WebAssembly, or a kernel called from JavaScript. */
  readonly kind: TaskKind;
  /** The primitives that it computes, in order. */
  readonly primitives: readonly Primitive[];
  /** The tensors that it writes: values of the program, parameters, state. */
  readonly writes: readonly Tensor[];
  /** The best time of one run, in seconds. */
  readonly seconds: number;
}

/** Seconds that a measurement should take at least, for the clock to be exact enough. */
const SHORTEST = 2e-5;

/** Runs between which nothing is restored; so few that no decaying average becomes denormal. */
const MOST_RUNS = 128;

/** Seconds to spend on one task, and how many measurements there are at least. */
const BUDGET = 0.02;
const FEWEST = 5;

function secondsOf(run: (times: number) => void, times: number): number {
  const start = performance.now();
  run(times);
  return (performance.now() - start) / 1e3;
}

/** Remembers what instructions write, and the generators that they draw from. */
function saved(instructions: readonly Instruction[]): () => void {
  const storages = new Set<Storage>(instructions.map(({ out }) => out.storage));
  const arrays: [target: TypedArray, copy: TypedArray][] = [];
  for (const { buffer } of storages) {
    // What a group passes on within itself has no buffer.
    if (buffer !== undefined) arrays.push([buffer as TypedArray, (buffer as TypedArray).slice()]);
  }
  for (const { params } of instructions) {
    if (!('generator' in params)) continue;
    const state = new Uint8Array((params.generator as { buffer: ArrayBuffer }).buffer);
    arrays.push([state, state.slice()]);
  }
  return () => {
    for (const [target, copy] of arrays) target.set(copy);
  };
}

/** The best time of one run of a task, which leaves everything as it was. */
function bestSeconds(run: (times: number) => void, instructions: readonly Instruction[]): number {
  const restore = saved(instructions);
  const measure = (times: number): number => {
    const seconds = secondsOf(run, times);
    restore();
    return seconds;
  };
  let times = 1;
  while (times < MOST_RUNS && measure(times) < SHORTEST) times *= 2;
  let best = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let count = 0; count < FEWEST || spent < BUDGET; count++) {
    const seconds = measure(times);
    best = Math.min(best, seconds / times);
    // A clock may stand still for as long as a task takes.
    spent += Math.max(seconds, BUDGET / 1000);
  }
  return best;
}

/** Times the tasks of a program one by one, on the values of one step, which it then takes back. */
export function profile(program: Program<unknown>, args: readonly unknown[]): TaskProfile[] {
  const { tasks } = program;
  const runs = program.taskRuns(args);
  const restore = saved(tasks.flatMap(({ instructions }) => instructions));
  try {
    return tasks.map(({ kind, instructions }, place) => {
      const run = runs[place]!;
      const seconds = bestSeconds(run, instructions);
      // What comes next reads what this one made, before others take its memory.
      run(1);
      return {
        kind,
        primitives: instructions.map(({ primitive }) => primitive),
        writes: instructions.map(({ out }) => out),
        seconds,
      };
    });
  } finally {
    restore();
  }
}
