import { setNumThreads } from '@chainrule/kernels-cpu';
import { usageError } from './failure.ts';

/** Lets large work be shared by as many threads as `--threads` says, if it does. */
export function useThreads(text: string | undefined): void {
  if (text === undefined) return;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw usageError(`--threads: expected a whole number of 1 or more, got "${text}"`);
  }
  setNumThreads(count);
}
