import { compile } from '@chainrule/compile';
import type { Tensor } from '@chainrule/tensor';
import { keepCheckpoint, type RunPosition } from './checkpoints.ts';
import type { RunContext } from './experiment.ts';
import { Following } from './following.ts';

/** The notebook prints every so many steps. */
const STEPS_BETWEEN_PRINTS = 100;

/** A step that is worth a word, with what it gave. */
export interface ToldStep<Result> {
  readonly number: number;
  readonly result: Result;
}

/** The next step from `number` on that is told, or after which a checkpoint is due; or the last. */
function nextStop(number: number, last: number, every: number | undefined): number {
  const print = Math.ceil(number / STEPS_BETWEEN_PRINTS) * STEPS_BETWEEN_PRINTS;
  const checkpoint = every === undefined ? last : Math.ceil((number + 1) / every) * every - 1;
  return Math.min(print, checkpoint, last);
}

/**
 * Takes the steps of a training from where it is to `total`, as a compiled program unless the host
 * wants them op by op; checkpoints are kept on the way. Tells of the steps that the notebook prints,
 * and of the last.
 *
 * The last step is always run as it is written, so that its result shows how it was computed.
 */
export async function* takeSteps<Result extends { readonly cost: Tensor }>(
  step: () => Result,
  total: number,
  context: RunContext,
  from: RunPosition,
): AsyncGenerator<ToldStep<Result>, Result, void> {
  const compiled = compile(step);
  const several = (count: number): Result => {
    if (context.eager) {
      for (let i = 1; i < count; i++) step();
      return step();
    }
    const result = compiled();
    return count === 1 ? result : compiled.run(count - 1);
  };

  // Set by the first step, or before it where the run goes on from a later one.
  let result = from.extra as Result;
  const following = new Following(context.follower, from.done, total);
  for (let number = from.done; number < total; ) {
    const due = nextStop(number, total - 1, context.checkpoints?.every);
    const stop = Math.min(due, following.due - 1);
    const isLast = stop === total - 1;
    const ahead = stop - number + (isLast ? 0 : 1);
    if (ahead > 0) result = several(ahead);
    if (isLast) result = step();
    if (isLast || stop % STEPS_BETWEEN_PRINTS === 0) yield { number: stop, result };
    number = stop + 1;
    await keepCheckpoint(context, total, { done: number, extra: { ...result } });
    await following.look(number, [result.cost]);
  }
  compiled.dispose();
  return result;
}
