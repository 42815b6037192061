/** How one kind of project fared. */
export interface Outcome {
  readonly name: string;
  readonly status: 'works' | 'fails' | 'skipped';
  /** What was seen to work, or what failed, and at which step. */
  readonly detail: string;
  readonly seconds: number;
}

const marks = { works: 'ok  ', fails: 'FAIL', skipped: 'skip' } as const;

/** One outcome as a line of the table. */
export function outcomeLine({ name, status, detail, seconds }: Outcome): string {
  return `${marks[status]} ${name.padEnd(20)} ${seconds.toFixed(0).padStart(4)} s  ${detail}`;
}
