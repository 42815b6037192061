import { createLogUpdate } from 'log-update';

/** A stream to write text on; of a terminal's extras only the few that are asked for here. */
export type TextStream = NodeJS.WriteStream;

/** Text that stays, and below it, on a terminal, text that is redrawn in place. */
export interface Screen {
  /** How many columns there are to draw on. */
  readonly columns: number;
  /** Whether the lines themselves are read on a terminal, rather than by a program or from a file. */
  readonly isTerminal: boolean;
  /** Whether anything is there to redraw in place. */
  readonly isLive: boolean;
  /** Whether colours are wanted. */
  readonly hasColor: boolean;
  /** Writes a line that stays, on standard output. */
  print(line: string): void;
  /** Shows text below all lines, in place of what was shown there before. */
  show(text: string): void;
  /** Takes that text away. */
  close(): void;
}

/**
 * The screen made of standard output for what stays and standard error for what is redrawn.
 *
 * They are one terminal or two different things; either way a program that reads standard output
 * meets nothing but lines.
 */
export function createScreen(
  stdout: TextStream,
  stderr: TextStream,
  environment: NodeJS.ProcessEnv,
): Screen {
  // A terminal that says it has no rows does not know its size, and what is redrawn would be cut off.
  const isLive = Boolean(stderr.isTTY) && stderr.rows !== 0 && environment.TERM !== 'dumb';
  const live = isLive ? createLogUpdate(stderr) : undefined;
  let shown = '';
  return {
    columns: stdout.columns || stderr.columns || 80,
    isTerminal: Boolean(stdout.isTTY),
    isLive,
    hasColor: Boolean(stdout.isTTY) && !environment.NO_COLOR && environment.TERM !== 'dumb',
    print(line) {
      live?.clear();
      stdout.write(`${line}\n`);
      if (shown) live?.(shown);
    },
    show(text) {
      shown = text;
      live?.(text);
    },
    close() {
      shown = '';
      live?.clear();
      live?.done();
    },
  };
}
