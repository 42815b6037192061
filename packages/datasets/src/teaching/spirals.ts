import type { Generator } from '@chainrule/tensor';
import { evenly, type LabelledPoints, labelledPoints } from './labelled-points.ts';

/** Options of {@link spirals}. */
export interface SpiralsOptions {
  /** Points in all (default 100). */
  readonly samples?: number;
  /** Arms, each a class of its own (default 2). */
  readonly classes?: number;
  /** How often an arm winds around the origin (default 1). */
  readonly turns?: number;
  /** The standard deviation of the normal noise on every coordinate (default 0). */
  readonly noise?: number;
  /** Where the noise is drawn from (default: the generator that `manualSeed` seeds). */
  readonly generator?: Generator;
}

/**
 * The arms of a spiral wound around each other.
 *
 * With radii r spread evenly over [0, 1], class k of K lies at (r cos a, r sin a), where
 * a = 2 pi (turns r + k / K). Points come class after class; a DataLoader shuffles them.
 *
 * @throws {ArgumentError} when `samples` or `classes` is not positive, or `noise` is negative.
 * @see Lang and Witbrock (1988), "Learning to tell two spirals apart".
 *
 * @example
 * ```ts
 * const [points, labels] = spirals({ samples: 300, classes: 3, noise: 0.02 }).tensors;
 * console.log(points.shape, labels.max().item()); // [ 300, 2 ] 2
 * ```
 */
export function spirals(options: SpiralsOptions = {}): LabelledPoints {
  const { samples = 100, classes = 2, turns = 1, noise = 0, generator } = options;
  return labelledPoints({
    samples,
    classes,
    noise,
    generator,
    place: (label, i, count) => {
      const radius = evenly(i, count);
      const angle = 2 * Math.PI * (turns * radius + label / classes);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    },
  });
}
