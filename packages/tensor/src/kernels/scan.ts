import type { DimParams } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { dataOf, dense, lanesOf } from './strided.ts';

type Scan = (out: Tensor, inputs: readonly [Tensor], params: DimParams) => void;

/** Writes the running fold along `dim`. */
function scan(start: number, step: (total: number, value: number) => number): Scan {
  return (out, [x], { dim }) => {
    const source = dense(x);
    const destination = dataOf(out);
    const { outer, length, inner } = lanesOf(x.shape, dim);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        let total = start;
        let position = o * length * inner + i;
        for (let k = 0; k < length; k++) {
          total = step(total, source[position] as number);
          destination[out.offset + position] = total;
          position += inner;
        }
      }
    }
  };
}

const floatProduct = scan(1, (total, value) => total * value);
const integerProduct = scan(1, Math.imul);

/** Ascending, NaN last; descending, NaN first. Equal elements keep their order. */
function argsort(
  out: Tensor,
  [x]: readonly [Tensor],
  { dim, descending }: { dim: number; descending: boolean },
): void {
  const source = dense(x);
  const destination = dataOf(out);
  const { outer, length, inner } = lanesOf(x.shape, dim);
  const order = Array.from({ length }, (_, index) => index);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const begin = o * length * inner + i;
      const at = (index: number): number => source[begin + index * inner] as number;
      for (let k = 0; k < length; k++) order[k] = k;
      order.sort((left, right) => {
        const comparison = compareNaNLast(at(left), at(right));
        return (descending ? -comparison : comparison) || left - right;
      });
      for (let k = 0; k < length; k++) {
        destination[out.offset + begin + k * inner] = order[k] as number;
      }
    }
  }
}

function compareNaNLast(left: number, right: number): number {
  if (left < right) return -1;
  if (left > right) return 1;
  return (Number.isNaN(left) ? 1 : 0) - (Number.isNaN(right) ? 1 : 0);
}

export const scanKernels = {
  argsort,
  cumprod: (out: Tensor, inputs: readonly [Tensor], params: DimParams): void => {
    (out.dtype === 'int32' ? integerProduct : floatProduct)(out, inputs, params);
  },
  cumsum: scan(0, (total, value) => total + value),
} as const;
