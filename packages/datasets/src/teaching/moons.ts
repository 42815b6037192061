import type { Generator } from '@chainrule/tensor';
import { evenly, type LabelledPoints, labelledPoints } from './labelled-points.ts';

/** Options of {@link moons}. */
export interface MoonsOptions {
  /** Points in all (default 100). */
  readonly samples?: number;
  /** The standard deviation of the normal noise on every coordinate (default 0). */
  readonly noise?: number;
  /** Where the noise is drawn from (default: the generator that `manualSeed` seeds). */
  readonly generator?: Generator;
}

/**
 * Two half circles that reach into each other.
 *
 * With angles t spread evenly over [0, pi], class 0 lies at (cos t, sin t) and class 1 at
 * (1 - cos t, 1/2 - sin t). Points come class after class; a DataLoader shuffles them.
 *
 * @throws {ArgumentError} when `samples` is not positive, or `noise` is negative.
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_moons.html
 *
 * @example
 * ```ts
 * const [points, labels] = moons({ samples: 200, noise: 0.1 }).tensors;
 * console.log(points.shape, labels.shape); // [ 200, 2 ] [ 200 ]
 * ```
 */
export function moons(options: MoonsOptions = {}): LabelledPoints {
  const { samples = 100, noise = 0, generator } = options;
  return labelledPoints({
    samples,
    classes: 2,
    noise,
    generator,
    place: (label, i, count) => {
      const angle = Math.PI * evenly(i, count);
      return label === 0
        ? [Math.cos(angle), Math.sin(angle)]
        : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    },
  });
}
