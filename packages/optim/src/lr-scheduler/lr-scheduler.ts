import { ArgumentError } from '@chainrule/tensor';
import type { LearningRate } from '../check.ts';
import type { Optimizer } from '../optimizer.ts';

/** An optimizer whose groups have a learning rate. */
export type ScheduledOptimizer = Optimizer<{ lr: LearningRate }>;

type Group = ScheduledOptimizer['paramGroups'][number] & { initialLr?: number };

/** The learning rate of a group as a number. */
export function learningRateOf({ lr }: { readonly lr: LearningRate }): number {
  return typeof lr === 'number' ? lr : lr.item();
}

/** Sets the learning rate of a group; one that is a tensor stays the same tensor. */
export function setLearningRate(group: { lr: LearningRate }, lr: number): void {
  if (typeof group.lr === 'number') group.lr = lr;
  else group.lr.fill_(lr);
}

/** What a scheduler remembers, by name. */
export type SchedulerStateDict = Record<string, unknown>;

/**
 * The base of the schedulers: sets the learning rate of every group at the start, and anew at each
 * `step()`.
 *
 * Call `optimizer.step()` first, then `scheduler.step()`. A class that extends this one calls
 * `start()` at the end of its constructor.
 *
 * @see https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate
 */
export abstract class LRScheduler {
  readonly optimizer: ScheduledOptimizer;
  /** How many steps there were. */
  lastEpoch = -1;
  /** The learning rate that each group started with. */
  baseLrs: number[];
  private lastLrs: number[] = [];

  constructor(optimizer: ScheduledOptimizer) {
    this.optimizer = optimizer;
    this.baseLrs = optimizer.paramGroups.map((group: Group) => {
      // In the group, so that a second scheduler on it starts from there too.
      group.initialLr ??= learningRateOf(group);
      return group.initialLr;
    });
  }

  /** Sets the learning rates to begin with. */
  protected start(): void {
    this.step();
  }

  /** The learning rate of each group at `lastEpoch`, perhaps from the one it has now. */
  protected abstract computeLrs(): number[];

  /** The learning rates that the groups have now. */
  protected currentLrs(): number[] {
    return this.optimizer.paramGroups.map(learningRateOf);
  }

  /** Goes on to the next epoch, or batch, and sets the learning rates. */
  step(): void {
    this.lastEpoch++;
    this.apply(this.computeLrs());
  }

  /** Sets the learning rate of each group. */
  protected apply(lrs: readonly number[]): void {
    this.optimizer.paramGroups.forEach((group, index) => {
      setLearningRate(group, lrs[index] as number);
    });
    this.lastLrs = this.currentLrs();
  }

  /** The learning rate of each group, as it was set last. */
  getLastLr(): number[] {
    return [...this.lastLrs];
  }

  /** All that the scheduler remembers, but for functions and the optimizer. */
  stateDict(): SchedulerStateDict {
    const entries = Object.entries(this).filter(
      ([name, value]) => name !== 'optimizer' && isPlain(value),
    );
    return structuredClone(Object.fromEntries(entries));
  }

  /**
   * Goes on from what {@link LRScheduler.stateDict} gave. The optimizer has a state dict of its own.
   *
   * @throws {ArgumentError} for something this scheduler does not remember; nothing is changed then.
   */
  loadStateDict(stateDict: SchedulerStateDict): void {
    const known = Object.keys(this.stateDict());
    const unknown = Object.keys(stateDict).filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new ArgumentError(
        `${this.constructor.name} does not remember ${unknown.join(', ')}; it remembers ${known.join(', ')}`,
      );
    }
    Object.assign(this, structuredClone(stateDict));
  }
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPlain) : typeof value !== 'function';
}

/** One value for each group, of one for all or a list of them. */
export function perGroup<Value>(
  name: string,
  value: Value | readonly Value[],
  { paramGroups }: ScheduledOptimizer,
): Value[] {
  if (!Array.isArray(value)) return paramGroups.map(() => value as Value);
  if (value.length === paramGroups.length) return [...value];
  throw new ArgumentError(
    `${name} takes one value, or one for each of ${paramGroups.length} groups; got ${value.length}`,
  );
}

/** Arguments of which the first may come by position: `(30, { gamma: 0.5 })`. */
export function withFirst<Options extends object>(
  name: keyof Options & string,
  first: unknown,
  options: object,
): Options {
  const isNamed = typeof first === 'object' && first !== null && !Array.isArray(first);
  return (isNamed ? first : { ...options, [name]: first }) as Options;
}

/** Refuses what is not a whole number of at least 1. */
export function checkPositiveInteger(name: string, value: unknown): void {
  if (Number.isInteger(value) && (value as number) > 0) return;
  throw new ArgumentError(`${name} is a whole number of at least 1; got ${String(value)}`);
}
