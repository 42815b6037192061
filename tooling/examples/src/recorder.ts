import { format } from 'node:util';

/** What an example showed and printed while it ran, by the number of the claim. */
export interface Recording {
  readonly values: Map<number, unknown>;
  readonly printed: Map<number, string[]>;
}

let current: Recording = { values: new Map(), printed: new Map() };

/** Begins anew, and gives what will be recorded from now on. */
export function startRecording(): Recording {
  current = { values: new Map(), printed: new Map() };
  return current;
}

/** The value that a claim speaks of. */
export function show(claim: number, value: unknown): void {
  current.values.set(claim, value);
}

/** A `console.log` that a claim speaks of. */
export function log(claim: number): (...values: unknown[]) => void {
  return (...values) => {
    const lines = current.printed.get(claim) ?? [];
    current.printed.set(claim, [...lines, format(...values)]);
  };
}

/** A call that a claim says to throw. */
export function throws(claim: number, call: () => unknown): void {
  try {
    current.values.set(claim, call());
  } catch (error) {
    const shown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    current.printed.set(claim, [shown]);
  }
}
