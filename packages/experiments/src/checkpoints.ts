import type { RunContext, Training } from './experiment.ts';

/** How far a run has come. */
export interface RunPosition {
  /** Steps done, or epochs where training goes by the epoch. */
  readonly done: number;
  /** What else the run has to know to go on, such as its last cost: plain data, or tensors. */
  readonly extra?: unknown;
}

/** How a host keeps what a later run goes on from. */
export interface Checkpoints {
  /** How many steps, or epochs, lie between two. */
  readonly every: number;
  /** Keeps models, optimizers and random streams as they are at this position. */
  save(position: RunPosition): void | Promise<void>;
}

/**
 * Hands what is to be trained to the host, and returns where to begin: at 0, or where the run goes
 * on that the host restored.
 *
 * @example
 * ```ts
 * async function* run(context: RunContext, steps: number): AsyncGenerator<number> {
 *   const net = new Linear(2, 1);
 *   const optimizer = new SGD(net.parameters(), { lr: 1 });
 *   const start = await beginTraining(context, { models: { net }, optimizers: { net: optimizer } });
 *   for (let step = start.done; step < steps; step++) {
 *     optimizer.step();
 *     yield step;
 *     await keepCheckpoint(context, steps, { done: step + 1, extra: {} });
 *   }
 * }
 * ```
 */
export async function beginTraining(context: RunContext, training: Training): Promise<RunPosition> {
  return (await context.onBuilt?.(training)) ?? { done: 0 };
}

/** Lets the host keep a checkpoint after this step or epoch, when one is due, and after the last. */
export async function keepCheckpoint(
  { checkpoints }: RunContext,
  total: number,
  position: RunPosition,
): Promise<void> {
  if (checkpoints === undefined) return;
  const isDue = position.done % checkpoints.every === 0 || position.done === total;
  if (isDue) await checkpoints.save(position);
}
