import type { Tensor } from '@chainrule/tensor';
import { numberIn } from './reading.ts';

/** Where training stands. */
export interface Moment {
  /** Steps of the optimizer taken so far. */
  readonly done: number;
  /** Steps in the whole run. */
  readonly total: number;
  /** The cost of each model at the last step, in the order of the `start` event. */
  readonly costs: readonly number[];
}

/**
 * A host that watches training more closely than by events: it draws a net as it learns, and stops
 * between two steps for as long as it likes. How often it looks changes no number.
 *
 * @example
 * ```ts
 * const follower: Follower = {
 *   stride: () => 10,
 *   at: ({ done, costs }) => console.log(done, costs[0]), // after 10 steps, 20, 30 ...
 * };
 * ```
 */
export interface Follower {
  /** How many steps to take until {@link Follower.at} is called next, 1 or more, when `done` are taken. */
  stride(done: number): number;
  /** Called between two steps, and after the last; training waits for what it returns. */
  at(moment: Moment): void | Promise<void>;
}

/** Keeps count of when a host's follower wants to be called. */
export class Following {
  readonly #follower: Follower | undefined;
  readonly #total: number;
  #due: number;

  constructor(follower: Follower | undefined, done: number, total: number) {
    this.#follower = follower;
    this.#total = total;
    this.#due = follower === undefined ? Number.POSITIVE_INFINITY : done + follower.stride(done);
  }

  /** How many steps are taken when the follower is called next; infinite where there is none. */
  get due(): number {
    return this.#due;
  }

  /** Calls the follower if it is due after `done` steps, or if they were the last. */
  async look(done: number, costs: readonly Tensor[]): Promise<void> {
    const follower = this.#follower;
    if (follower === undefined || (done < this.#due && done < this.#total)) return;
    await follower.at({
      done,
      total: this.#total,
      costs: await Promise.all(costs.map(numberIn)),
    });
    this.#due = done + follower.stride(done);
  }
}
