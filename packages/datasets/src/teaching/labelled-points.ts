import { ArgumentError, type Generator, randn, type Tensor, tensor } from '@chainrule/tensor';
import { checkPositiveInteger } from '../dataset.ts';
import { TensorDataset } from '../tensor-dataset.ts';

/** Points, float32 of (N, D), and the numbers of their classes, int32 of (N). */
export type LabelledPoints = TensorDataset<[points: Tensor, labels: Tensor]>;

/** What makes a set of points. */
export interface PointsRecipe {
  /** How many points there are in all; the first classes have one more where they can't be equal. */
  readonly samples: number;
  readonly classes: number;
  /** Point `i` of the `count` points of class `label`, before the noise. */
  readonly place: (label: number, i: number, count: number) => readonly number[];
  /** The standard deviation of the normal noise on every coordinate. */
  readonly noise: number;
  readonly generator: Generator | undefined;
}

/**
 * Points of several classes, class after class, with normal noise added.
 *
 * Noise is drawn also when it is 0, so that a seed's later numbers don't depend on it.
 *
 * @throws {ArgumentError} when `samples` or `classes` is not positive, or `noise` is negative.
 */
export function labelledPoints(recipe: PointsRecipe): LabelledPoints {
  const { samples, classes, place, noise, generator } = recipe;
  checkPositiveInteger(samples, 'samples');
  checkPositiveInteger(classes, 'classes');
  if (!(noise >= 0 && noise < Number.POSITIVE_INFINITY)) {
    throw new ArgumentError(`noise is a standard deviation, 0 or more; got ${noise}`);
  }
  const points: (readonly number[])[] = [];
  const labels: number[] = [];
  for (let label = 0; label < classes; label++) {
    const count = Math.ceil((samples - label) / classes);
    for (let i = 0; i < count; i++) {
      points.push(place(label, i, count));
      labels.push(label);
    }
  }
  const exact = tensor(points, { dtype: 'float32' });
  const noisy = exact.add(randn(exact.shape, { dtype: 'float32', generator }).mul(noise));
  return new TensorDataset(noisy, tensor(labels, { dtype: 'int32' }));
}

/** The `i`-th of `count` numbers spread evenly from 0 to 1, both included. */
export function evenly(i: number, count: number): number {
  return count === 1 ? 0 : i / (count - 1);
}
