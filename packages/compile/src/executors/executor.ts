/** What runs the instructions of a program, on memory that it has set aside. */
export interface Executor {
  /** Lets the program see these arguments. */
  bind(args: readonly unknown[]): void;
  /** Runs the program so many times. */
  run(times: number): void;
  /** Bytes set aside for what the program computes, parameters and data not counted. */
  readonly bytes: number;
  /** Gives the memory back; storages that outlive the program get memory of their own. */
  dispose(): void;
}
