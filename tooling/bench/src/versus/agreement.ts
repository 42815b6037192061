import type { Trial } from './trial.ts';

/** Losses in float32, of hundreds of steps, summed in other orders. */
const TOLERANCE = 1e-3;

/** The last digits of float32, for losses that have become small. */
const SMALLEST = 1e-6;

/** How far apart the losses that are compared are, at most, relative to ours. */
function largestDifference(losses: readonly number[], ours: readonly number[]): number {
  const differences = losses.map((loss, place) => {
    const own = ours[place] ?? Number.NaN;
    return Math.abs(loss - own) / Math.max(Math.abs(own), SMALLEST);
  });
  return Math.max(...differences);
}

/**
 * Whether a library trained what we did, in words: that the first losses are ours, or, where it trains
 * another way, that it learned something.
 */
export function agreement({ differs, losses, finalLoss }: Trial, ours: Trial): string {
  const hasLearned = finalLoss < (losses[0] as number);
  if (differs !== undefined) return `${hasLearned ? 'learns' : 'DOES NOT LEARN'}: ${differs}`;
  const difference = largestDifference(losses, ours.losses);
  if (!(difference <= TOLERANCE)) return `OTHER LOSSES, by ${difference.toExponential(0)}`;
  return hasLearned ? 'the same losses' : 'the same losses, DOES NOT LEARN';
}
