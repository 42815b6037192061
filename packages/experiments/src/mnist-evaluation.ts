import { noGrad } from '@chainrule/autograd';
import { DataLoader } from '@chainrule/datasets';
import { functional, type Module } from '@chainrule/nn';
import {
  type DeviceType,
  Generator as RandomGenerator,
  softmax,
  type Tensor,
} from '@chainrule/tensor';
import type { LayerHistogram, PredictionEvent } from './events.ts';
import { type Digits, flat } from './mnist-data.ts';
import { numberIn } from './reading.ts';

/** A net on flat images, `(N, 784) -> (N, 10)` logits. */
export type DigitNet = Module;

/** How well a net does on a set of images. */
export interface Evaluation {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** The fraction that is told right. */
  readonly accuracy: number;
}

/** How far an evaluation has come. */
export interface EvaluationProgress {
  readonly done: number;
  readonly total: number;
  /** Mean loss so far. */
  readonly loss: number;
}

/** Large, as nothing is kept for gradients; small enough that activations stay in the cache. */
const BATCH_SIZE = 500;

/**
 * Tests a net in evaluation mode, and puts back the mode it was in. No random number is drawn, so
 * evaluating does not change what is trained. Yields after each batch, for the host to breathe.
 */
export async function* evaluate(
  net: DigitNet,
  digits: Digits,
  device: DeviceType,
): AsyncGenerator<EvaluationProgress, Evaluation, void> {
  const { training } = net;
  net.eval();
  let loss = 0;
  let right = 0;
  try {
    for (let start = 0; start < digits.length; start += BATCH_SIZE) {
      const end = Math.min(start + BATCH_SIZE, digits.length);
      const told = noGrad(() => {
        const [images, labels] = batchOf(digits, start, end).map((part) =>
          part.to(device),
        ) as Batch;
        const logits = net(flat(images));
        return {
          loss: functional.crossEntropy(logits, labels, { reduction: 'sum' }),
          right: logits.argmax(1).eq(labels).sum(),
        };
      });
      loss += await numberIn(told.loss);
      right += await numberIn(told.right);
      yield { done: end, total: digits.length, loss: loss / end };
    }
  } finally {
    net.train(training);
  }
  return { loss: loss / digits.length, accuracy: right / digits.length };
}

type Batch = [images: Tensor, labels: Tensor];

/** Images `(N, 1, 28, 28)` and labels `(N)` from `start` up to `end`. */
function batchOf(digits: Digits, start: number, end: number): Batch {
  const indices = Array.from({ length: end - start }, (_, offset) => start + offset);
  // A loader draws a seed for its workers, as PyTorch's does; a generator of its own keeps that out
  // of the stream that training draws from.
  const generator = new RandomGenerator();
  const [batch] = new DataLoader(digits, { batchSampler: [indices], generator });
  return batch as Batch;
}

/** What a net takes the first few images of a set for. */
export async function predict(
  net: DigitNet,
  model: string,
  digits: Digits,
  count: number,
  device: DeviceType,
): Promise<PredictionEvent[]> {
  const { training } = net;
  net.eval();
  const [images, labels] = batchOf(digits, 0, Math.min(count, digits.length));
  try {
    const best = noGrad(() => softmax(net(flat(images).to(device)), 1).max(1));
    const probabilities = await best.values.data();
    return Array.from(await best.indices.data(), (predicted, index) => ({
      type: 'prediction' as const,
      model,
      index,
      width: 28,
      height: 28,
      pixels: Array.from(images.select(0, index).dataSync(), (value) => Math.round(value * 255)),
      label: labels.select(0, index).item(),
      predicted,
      probability: Number((probabilities[index] as number).toFixed(4)),
    }));
  } finally {
    net.train(training);
  }
}

const HISTOGRAM_IMAGES = 1000;
const BINS = 40;

/** How the outputs of some layers spread over a thousand images, told by hooks on them. */
export async function activations(
  net: DigitNet,
  layers: Readonly<Record<string, Module>>,
  digits: Digits,
  device: DeviceType,
): Promise<LayerHistogram[]> {
  const found: { layer: string; output: Tensor }[] = [];
  const hooks = Object.entries(layers).map(([layer, module]) =>
    module.registerForwardHook((_, __, output) => {
      found.push({ layer, output: output as Tensor });
      return undefined;
    }),
  );
  try {
    const [images] = batchOf(digits, 0, Math.min(HISTOGRAM_IMAGES, digits.length));
    noGrad(() => net(flat(images).to(device)));
  } finally {
    for (const remove of hooks) remove();
  }
  return await Promise.all(
    found.map(async ({ layer, output }) => histogramOf(layer, await output.data())),
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
