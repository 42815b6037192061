import { ArgumentError } from '@chainrule/tensor';
import { threadPool } from './pool.ts';

/**
 * How many threads compute large products and large elementwise work on the CPU, this one counted.
 *
 * @example
 * ```ts
 * console.log(getNumThreads() >= 1); // true
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.get_num_threads.html
 */
export function getNumThreads(): number {
  return threadPool()?.size ?? 1;
}

/**
 * Sets how many threads compute large work on the CPU, this one counted. As many as the machine runs
 * at once, up to 8, unless set; 1 in worker threads of Node.
 *
 * Results are the same to the bit whatever the number. The threads start with the first work that is
 * large enough, and keep no process alive; `setNumThreads(1)` ends them. They need memory that
 * threads can share: where a page is not cross-origin isolated, everything stays on one.
 *
 * @throws {ArgumentError} unless `count` is a whole number, 1 or more.
 *
 * @example
 * ```ts
 * setNumThreads(2);
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.set_num_threads.html
 */
export function setNumThreads(count: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new ArgumentError(`setNumThreads takes a whole number, 1 or more; got ${count}`);
  }
  const pool = threadPool();
  if (pool !== null) pool.size = count;
}
