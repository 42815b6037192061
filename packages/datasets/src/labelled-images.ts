import { formatShape, ShapeError, type Tensor, type TypedArray } from '@chainrule/tensor';
import { type Collated, defaultCollate } from './collate.ts';
import { checkIndex, type Dataset } from './dataset.ts';
import { gather } from './gather.ts';
import type { Transform } from './transforms/transform.ts';

/** What is done to images and labels as they are read. */
export interface ImageTransforms<Image, Label> {
  /** Applied to images, which are uint8 of (H, W) (default: none). */
  readonly transform?: Transform<Tensor, Image>;
  /** Applied to labels, which are class numbers (default: none). */
  readonly targetTransform?: Transform<number, Label>;
}

/**
 * Grey images in memory, one byte a pixel, each with the number of its class.
 *
 * A sample is `[image, label]`. A batch is gathered and transformed as a whole where the
 * transforms can do that, and is the same to the bit as one put together from samples.
 *
 * @throws {ShapeError} unless there are images of (N, H, W) and as many labels.
 *
 * @example
 * ```ts
 * const images = zeros(2, 8, 8, { dtype: 'uint8' });
 * const dataset = new LabelledImages(images, tensor([0, 1], { dtype: 'int32' }), ['cat', 'dog'], {
 *   transform: transforms.toTensor(),
 * });
 * const [image, label] = dataset.get(1);
 * console.log(image.shape, dataset.classes[label]); // [ 1, 8, 8 ] dog
 * ```
 */
export class LabelledImages<Image = Tensor, Label = number> implements Dataset<[Image, Label]> {
  /** The images, uint8 of (N, H, W). */
  readonly data: Tensor;
  /** The labels, int32 of (N). */
  readonly targets: Tensor;
  /** The names of the classes, by label. */
  readonly classes: readonly string[];
  private readonly labels: TypedArray;
  private readonly transform: Transform<Tensor, Image> | undefined;
  private readonly targetTransform: Transform<number, Label> | undefined;

  constructor(
    data: Tensor,
    targets: Tensor,
    classes: readonly string[],
    transforms: ImageTransforms<Image, Label> = {},
  ) {
    if (data.ndim !== 3 || targets.ndim !== 1 || data.size(0) !== targets.size(0)) {
      throw new ShapeError(
        `images of (N, H, W) take labels of (N); got ${formatShape(data.shape)} and ${formatShape(targets.shape)}`,
      );
    }
    this.data = data;
    this.targets = targets;
    this.classes = classes;
    this.labels = targets.dataSync();
    this.transform = transforms.transform;
    this.targetTransform = transforms.targetTransform;
  }

  get length(): number {
    return this.labels.length;
  }

  get(index: number): [Image, Label] {
    const position = checkIndex(index, this.length);
    const image = this.data.select(0, position);
    const label = this.labels[position] as number;
    return [
      this.transform === undefined ? (image as Image) : this.transform(image),
      this.targetTransform === undefined ? (label as Label) : this.targetTransform(label),
    ];
  }

  getBatch(indices: readonly number[]): [Collated<Image>, Collated<Label>] {
    const images = batched(this.transform);
    const labels = batched(this.targetTransform);
    if (images === undefined || labels === undefined) {
      return defaultCollate(indices.map((index) => this.get(index))) as ReturnType<
        typeof this.getBatch
      >;
    }
    return [images(gather(this.data, indices)), labels(gather(this.targets, indices))];
  }
}

/** The form of a transform that takes a whole batch, where there is one. */
function batched<In, Out>(
  transform: Transform<In, Out> | undefined,
): ((samples: Tensor) => Collated<Out>) | undefined {
  const form = transform === undefined ? (samples: unknown) => samples : transform.batch;
  return form as ((samples: Tensor) => Collated<Out>) | undefined;
}
