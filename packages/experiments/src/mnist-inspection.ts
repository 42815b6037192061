import { noGrad } from '@chainrule/autograd';
import { ArgumentError, fromTypedArray, softmax, type Tensor } from '@chainrule/tensor';
import type { LayerHistogram, PredictionEvent } from './events.ts';
import type { Inspection } from './inspection.ts';
import { batchOf, type Digits, flat } from './mnist-data.ts';

const SIDE = 28;
const CLASSES = 10;

/** What a net takes the first few images of a set for, without a word on which net. */
export async function predict(
  inspection: Inspection,
  model: string,
  digits: Digits,
  count: number,
): Promise<PredictionEvent[]> {
  const [images, labels] = batchOf(digits, 0, Math.min(count, digits.length));
  const probabilities = await probabilitiesOf(inspection, images);
  const [inks, answers] = [await images.data(), await labels.data()];
  return Array.from(answers, (label, index) => {
    const row = probabilities.subarray(index * CLASSES, (index + 1) * CLASSES);
    const predicted = indexOfLargest(row);
    const pixels = inks.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE);
    return {
      type: 'prediction',
      model,
      index,
      width: SIDE,
      height: SIDE,
      pixels: Array.from(pixels, (value) => Math.round(value * 255)),
      label,
      predicted,
      probability: Number((row[predicted] as number).toFixed(4)),
    };
  });
}

/**
 * How likely a net finds each digit, from 0 to 9, for one image.
 *
 * @param pixels - 28 rows of 28, from 0 (background) to 1 (ink).
 * @throws {ArgumentError} There are not 784 pixels.
 */
export function classify(inspection: Inspection, pixels: Float32Array): Promise<Float32Array> {
  if (pixels.length !== SIDE * SIDE) {
    throw new ArgumentError(`an image has ${SIDE * SIDE} pixels, got ${pixels.length}`);
  }
  return probabilitiesOf(inspection, fromTypedArray(pixels, [1, 1, SIDE, SIDE], 'float32'));
}

async function probabilitiesOf(inspection: Inspection, images: Tensor): Promise<Float32Array> {
  const logits = inspection.activations(flat(images)).at(-1) as Tensor;
  return Float32Array.from(await noGrad(() => softmax(logits, 1)).data());
}

const BATCH_SIZE = 500;

/**
 * Counts what a net takes the images of a set for: row by row what they are, column by column what
 * they were taken for.
 */
export async function confusionMatrix(inspection: Inspection, digits: Digits): Promise<number[][]> {
  const counts = Array.from({ length: CLASSES }, () => new Array<number>(CLASSES).fill(0));
  for (let start = 0; start < digits.length; start += BATCH_SIZE) {
    const [images, labels] = batchOf(digits, start, Math.min(start + BATCH_SIZE, digits.length));
    const logits = inspection.activations(flat(images)).at(-1) as Tensor;
    const predicted = await logits.argmax(1).data();
    for (const [index, label] of (await labels.data()).entries()) {
      const row = counts[label] as number[];
      row[predicted[index] as number] = (row[predicted[index] as number] as number) + 1;
    }
  }
  return counts;
}

const HISTOGRAM_IMAGES = 1000;
const BINS = 40;

/** How the outputs of each layer spread over a thousand images. */
export function histograms(inspection: Inspection, digits: Digits): Promise<LayerHistogram[]> {
  const [images] = batchOf(digits, 0, Math.min(HISTOGRAM_IMAGES, digits.length));
  const layers = inspection.activations(flat(images));
  const nameOf = (place: number): string =>
    place === layers.length - 1 ? 'logits' : `hidden ${place + 1}`;
  return Promise.all(
    layers.map(async (output, place) => histogramOf(nameOf(place), await output.data())),
  );
}

function histogramOf(layer: string, values: ArrayLike<number>): LayerHistogram {
  let [low, high, sum, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
    squares += value * value;
  }
  const counts = new Array<number>(BINS).fill(0);
  const width = (high - low) / BINS || 1;
  for (let i = 0; i < values.length; i++) {
    const bin = Math.min(Math.floor(((values[i] as number) - low) / width), BINS - 1);
    counts[bin] = (counts[bin] as number) + 1;
  }
  const mean = sum / values.length;
  const variance = Math.max(squares / values.length - mean * mean, 0);
  return { layer, range: [low, high], counts, mean, standardDeviation: Math.sqrt(variance) };
}

function indexOfLargest(values: Float32Array): number {
  return values.reduce(
    (best, value, index) => (value > (values[best] as number) ? index : best),
    0,
  );
}
