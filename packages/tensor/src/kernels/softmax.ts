import type { DimParams } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { dataOf, dense, lanesOf } from './strided.ts';

type Normalizer = (out: Tensor, inputs: readonly [Tensor], params: DimParams) => void;

/**
 * Exponentials are taken of `x - max(x)`, so that none overflows.
 *
 * @param write - the result for an element, given its distance to the largest and the sum of
 * the exponentials of all distances.
 */
function normalizer(write: (distance: number, sum: number, logSum: number) => number): Normalizer {
  return (out, [x], { dim }) => {
    const source = dense(x);
    const destination = dataOf(out);
    const { outer, length, inner } = lanesOf(x.shape, dim);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const begin = o * length * inner + i;
        let largest = Number.NEGATIVE_INFINITY;
        for (let k = 0; k < length; k++) {
          largest = Math.max(largest, source[begin + k * inner] as number);
        }
        let sum = 0;
        for (let k = 0; k < length; k++) {
          sum += Math.exp((source[begin + k * inner] as number) - largest);
        }
        const logSum = Math.log(sum);
        for (let k = 0; k < length; k++) {
          const place = begin + k * inner;
          destination[out.offset + place] = write((source[place] as number) - largest, sum, logSum);
        }
      }
    }
  };
}

export const softmaxKernels = {
  softmax: normalizer((distance, sum) => Math.exp(distance) / sum),
  logSoftmax: normalizer((distance, _, logSum) => distance - logSum),
} as const;
