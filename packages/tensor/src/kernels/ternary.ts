import type { Tensor } from '../tensor.ts';
import { broadcastStrides, dataOf, forEachRow } from './strided.ts';

/** Applies a function of three numbers to every triple of elements, broadcast to `out`. */
function ternary(operation: (a: number, b: number, c: number) => number) {
  return (out: Tensor, [a, b, c]: readonly [Tensor, Tensor, Tensor]): void => {
    if (out.numel() === 0) return;
    const destination = dataOf(out);
    const [first, second, third] = [dataOf(a), dataOf(b), dataOf(c)];
    // A scalar result still has one row of one element.
    const shape = out.ndim === 0 ? [1] : out.shape;
    const last = shape.length - 1;
    const strides = [
      broadcastStrides(a, shape),
      broadcastStrides(b, shape),
      broadcastStrides(c, shape),
    ] as const;
    const [aStep, bStep, cStep] = strides.map((each) => each[last]) as [number, number, number];
    const length = shape[last] as number;
    forEachRow(shape, strides, [a.offset, b.offset, c.offset], (row, offsets) => {
      const begin = out.offset + row * length;
      let [i, j, k] = offsets as [number, number, number];
      for (let place = begin; place < begin + length; place++) {
        destination[place] = operation(first[i] as number, second[j] as number, third[k] as number);
        i += aStep;
        j += bStep;
        k += cStep;
      }
    });
  };
}

// PyTorch bounds the slope where a probability is 0 or 1 exactly.
const smallestSlope = 1e-12;

export const ternaryKernels = {
  binaryCrossEntropyBackward: ternary(
    (gradient, probability, target) =>
      (gradient * (probability - target)) /
      Math.max((1 - probability) * probability, smallestSlope),
  ),
  where: ternary((condition, a, b) => (condition !== 0 ? a : b)),
} as const;
