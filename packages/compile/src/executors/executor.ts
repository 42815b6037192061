import type { Instruction } from '../trace.ts';

/** How instructions are run: fused, in a kernel inside WebAssembly, or by a kernel of the device. */
export type TaskKind = 'group' | 'coded' | 'called';

/** Instructions that run together. */
export interface PlannedTask {
  readonly kind: TaskKind;
  readonly instructions: readonly Instruction[];
}

/** What runs the instructions of a program, on memory that it has set aside. */
export interface Executor {
  /** What is run, in order. */
  readonly tasks: readonly PlannedTask[];
  /** Runs the program so many times on these arguments. */
  run(args: readonly unknown[], times: number): void;
  /** Bytes set aside for what the program computes, parameters and data not counted. */
  readonly bytes: number;
  /** Each task by itself: a function that runs it so many times, on these arguments. */
  taskRuns(args: readonly unknown[]): readonly ((times: number) => void)[];
  /** Gives the memory back; storages that outlive the program get memory of their own. */
  dispose(): void;
}
