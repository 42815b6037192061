import type { Tensor } from '../tensor.ts';
import { broadcastStrides, dataOf, forEachRow } from './strided.ts';

/** Applies a function of three numbers to every triple of elements, broadcast to `out`. */
function ternary(operation: (a: number, b: number, c: number) => number) {
  return (out: Tensor, inputs: readonly [Tensor, Tensor, Tensor]): void => {
    if (out.numel() === 0) return;
    const destination = dataOf(out);
    const first = dataOf(inputs[0]);
    const second = dataOf(inputs[1]);
    const third = dataOf(inputs[2]);
    // A scalar result still has one row of one element.
    const shape = out.ndim === 0 ? [1] : out.shape;
    const last = shape.length - 1;
    const strides = inputs.map((input) => broadcastStrides(input, shape));
    const aStep = strides[0]?.[last] as number;
    const bStep = strides[1]?.[last] as number;
    const cStep = strides[2]?.[last] as number;
    const offsets = inputs.map((input) => input.offset);
    const length = shape[last] as number;
    forEachRow(shape, strides, offsets, (row) => {
      const begin = out.offset + row * length;
      let i = offsets[0] as number;
      let j = offsets[1] as number;
      let k = offsets[2] as number;
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
