import type { Offset } from './offset.ts';

/** Programs: lists of instructions, written by the codes of `programCodes`, that run without a return to JavaScript. */
export interface ProgramFunctions {
  /**
   * Runs the program at an offset so many times. Returns 0, or how many times were left when a
   * kernel refused a value; the program stops after that instruction.
   */
  run(program: Offset, times: number): number;

  /** The value that was refused last: one given to binary cross entropy that is no probability. */
  refusedValue(): number;
}
