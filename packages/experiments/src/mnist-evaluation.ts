import { noGrad } from '@chainrule/autograd';
import { functional, type Module } from '@chainrule/nn';
import type { DeviceType, Tensor } from '@chainrule/tensor';
import { batchOf, type Digits, flat } from './mnist-data.ts';
import { numberIn } from './reading.ts';

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
  net: Module,
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
      const found = noGrad(() => {
        const [images, labels] = batchOf(digits, start, end);
        const logits = net(flat(images).to(device)) as Tensor;
        return {
          loss: functional.crossEntropy(logits, labels.to(device), { reduction: 'sum' }),
          right: logits.argmax(1).eq(labels.to(device)).sum(),
        };
      });
      loss += await numberIn(found.loss);
      right += await numberIn(found.right);
      yield { done: end, total: digits.length, loss: loss / end };
    }
  } finally {
    net.train(training);
  }
  return { loss: loss / digits.length, accuracy: right / digits.length };
}
