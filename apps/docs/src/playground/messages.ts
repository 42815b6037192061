/** A part of what a program put out, in order. */
export type Output =
  | { readonly type: 'text'; readonly text: string; readonly level: 'log' | 'warning' | 'error' }
  | { readonly type: 'plot'; readonly plot: Plot };

/** Curves over a common axis, such as losses over steps. */
export interface Plot {
  readonly title: string;
  /** Places along the horizontal axis; counted from 0 where none are given. */
  readonly x: readonly number[];
  readonly curves: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** Where a program went wrong. */
export interface ProgramError {
  /** The name and the message of the error. */
  readonly message: string;
  /** The line of the program, from 1, where it can be told. */
  readonly line: number | null;
}

/** What a page asks of the worker. */
export interface RunRequest {
  readonly code: string;
}

/** What the worker answers: outputs, and then one `end`. */
export type RunMessage =
  | { readonly type: 'outputs'; readonly outputs: readonly Output[] }
  | { readonly type: 'end'; readonly error: ProgramError | null; readonly milliseconds: number };
