import type { Storage } from './storage.ts';

/** What was made since a `tidy` began. */
export interface Scope {
  /** Ends the scope: gives back what was made in it, except `results`, which go to the scope around. */
  close(results: ReadonlySet<Storage>): void;
}

let made: Storage[] | null = null;

/** Memory that lives as long as somebody holds it, although it was made in a scope. */
const held = new Map<Storage, () => boolean>();

/** Tells the innermost scope of a storage that was made. */
export function noteStorage(storage: Storage): void {
  made?.push(storage);
}

/**
 * Keeps a storage beyond the scopes that it was made in, for as long as `isHeld` says; it is asked
 * whenever a scope ends.
 */
export function keepWhile(storage: Storage, isHeld: () => boolean): void {
  if (made !== null && !storage.kept) held.set(storage, isHeld);
}

/** Whether a `tidy` is open. */
export function isTidying(): boolean {
  return made !== null;
}

/** Begins a scope inside the one that is open. */
export function openScope(): Scope {
  const outer = made;
  const own: Storage[] = [];
  made = own;
  return {
    close(results) {
      made = outer;
      for (const storage of own) {
        if (results.has(storage)) outer?.push(storage);
        else if (!storage.kept && !held.has(storage)) storage.dispose();
      }
      disposeOfForgotten(results);
    },
  };
}

function disposeOfForgotten(results: ReadonlySet<Storage>): void {
  for (const [storage, isHeld] of held) {
    if (isHeld()) continue;
    held.delete(storage);
    if (!storage.kept && !results.has(storage)) storage.dispose();
  }
}
