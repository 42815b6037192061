import type { Tensor } from '../tensor.ts';
import { broadcastStrides, dataOf, forEachRow } from './strided.ts';

/** `where(condition, a, b)`, all three broadcast. */
export function where(out: Tensor, [condition, a, b]: readonly [Tensor, Tensor, Tensor]): void {
  if (out.numel() === 0) return;
  const destination = dataOf(out);
  const chooses = dataOf(condition);
  const left = dataOf(a);
  const right = dataOf(b);
  // A scalar result still has one row of one element.
  const shape = out.ndim === 0 ? [1] : out.shape;
  const strides = [condition, a, b].map((operand) => broadcastStrides(operand, shape));
  const [cStep, aStep, bStep] = strides.map((each) => each[shape.length - 1] as number);
  const length = shape[shape.length - 1] as number;
  forEachRow(shape, strides, [condition.offset, a.offset, b.offset], (row, offsets) => {
    const begin = out.offset + row * length;
    const [c, i, j] = offsets as [number, number, number];
    for (let k = 0; k < length; k++) {
      destination[begin + k] = (
        chooses[c + k * (cStep as number)] !== 0
          ? left[i + k * (aStep as number)]
          : right[j + k * (bStep as number)]
      ) as number;
    }
  });
}
