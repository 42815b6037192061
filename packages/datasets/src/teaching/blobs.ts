import { ArgumentError, type Generator, rand, ShapeError } from '@chainrule/tensor';
import { checkPositiveInteger } from '../dataset.ts';
import { type LabelledPoints, labelledPoints } from './labelled-points.ts';

/** Options of {@link blobs}. */
export interface BlobsOptions {
  /** Points in all (default 100). */
  readonly samples?: number;
  /** How many centers to draw, or the centers themselves (default 3). */
  readonly centers?: number | readonly (readonly number[])[];
  /** Coordinates of a point, where centers are drawn (default 2). */
  readonly features?: number;
  /** The bounds between which the coordinates of centers are drawn (default [-10, 10]). */
  readonly centerBox?: readonly [low: number, high: number];
  /** The standard deviation of points around their center (default 1). */
  readonly noise?: number;
  /** Where centers and noise are drawn from (default: the generator that `manualSeed` seeds). */
  readonly generator?: Generator;
}

/**
 * Clouds of points around a few centers, one a class.
 *
 * Centers that aren't given are drawn evenly from the box; points are drawn from the normal
 * distribution around their center. They come class after class; a DataLoader shuffles them.
 *
 * @throws {ArgumentError} when a count is not positive, `noise` is negative, or the box is empty.
 * @throws {ShapeError} when the given centers differ in their number of coordinates.
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_blobs.html
 *
 * @example
 * ```ts
 * const [points, labels] = blobs({ samples: 5, centers: [[0, 0], [10, 10]], noise: 0 }).tensors;
 * console.log(points.toArray(), labels.toArray());
 * // [ [ 0, 0 ], [ 0, 0 ], [ 0, 0 ], [ 10, 10 ], [ 10, 10 ] ] [ 0, 0, 0, 1, 1 ]
 * ```
 */
export function blobs(options: BlobsOptions = {}): LabelledPoints {
  const { samples = 100, noise = 1, generator } = options;
  const centers = centersOf(options);
  return labelledPoints({
    samples,
    classes: centers.length,
    noise,
    generator,
    place: (label) => centers[label] ?? [],
  });
}

function centersOf(options: BlobsOptions): readonly (readonly number[])[] {
  const { centers = 3, features = 2, centerBox = [-10, 10], generator } = options;
  if (typeof centers !== 'number') {
    const coordinates = new Set(centers.map(({ length }) => length));
    if (coordinates.size <= 1) return centers;
    throw new ShapeError(
      `all centers have as many coordinates; got ${[...coordinates].join(' and ')}`,
    );
  }
  checkPositiveInteger(centers, 'centers');
  checkPositiveInteger(features, 'features');
  const [low, high] = centerBox;
  if (!(low <= high)) throw new ArgumentError(`centerBox is [low, high]; got [${low}, ${high}]`);
  const spread = rand([centers, features], { generator })
    .mul(high - low)
    .add(low);
  return spread.toArray() as number[][];
}
