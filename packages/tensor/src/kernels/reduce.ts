import type { TypedArray } from '../dtype.ts';
import type { ArgParams, ReductionParams } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { dataOf, dense, type Lanes, lanesOf } from './strided.ts';

type Reduction = (out: Tensor, inputs: readonly [Tensor], params: ReductionParams) => void;

/** Elements in row-major order, of which every `inner`-th of `length` are reduced together. */
interface Groups extends Lanes {
  readonly source: TypedArray;
}

/** Where each group of reduced elements lies; dims that are apart are first moved to the end. */
function groupsOf(x: Tensor, dims: readonly number[]): Groups {
  const first = dims[0] ?? 0;
  const last = dims[dims.length - 1] ?? -1;
  if (last - first === dims.length - 1) {
    return { source: dense(x), ...lanesOf(x.shape, first, last) };
  }
  const order = x.shape.map((_, dim) => dim).filter((dim) => !dims.includes(dim));
  order.push(...dims);
  const moved = x.withLayout(
    order.map((dim) => x.shape[dim] as number),
    order.map((dim) => x.strides[dim] as number),
    x.offset,
  );
  return { source: dense(moved), ...lanesOf(moved.shape, x.ndim - dims.length, x.ndim - 1) };
}

/** Folds each group of reduced elements into one number, in double precision. */
function reduction(
  start: number,
  step: (total: number, value: number) => number,
  finish: ((total: number) => number) | null = null,
): Reduction {
  return (out, inputs, { dims }) => {
    const { source, outer, length, inner } = groupsOf(inputs[0], dims);
    const destination = dataOf(out);
    let group = out.offset;
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        let total = start;
        let position = o * length * inner + i;
        for (let k = 0; k < length; k++) {
          total = step(total, source[position] as number);
          position += inner;
        }
        destination[group++] = finish === null ? total : finish(total);
      }
    }
  };
}

/** Folding into an integer wraps as 32-bit arithmetic does, which a double would not. */
function productOf(out: Tensor, inputs: readonly [Tensor], params: ReductionParams): void {
  (out.dtype === 'int32' ? integerProduct : floatProduct)(out, inputs, params);
}

const floatProduct = reduction(1, (total, value) => total * value);
const integerProduct = reduction(1, Math.imul);

function norm(
  out: Tensor,
  inputs: readonly [Tensor],
  params: ReductionParams & { p: number },
): void {
  normOf(params.p)(out, inputs, params);
}

function normOf(p: number): Reduction {
  if (p === 0) return reduction(0, (total, value) => total + (value === 0 ? 0 : 1));
  if (p === 1) return reduction(0, (total, value) => total + Math.abs(value));
  if (p === 2) return reduction(0, (total, value) => total + value * value, Math.sqrt);
  if (p === Number.POSITIVE_INFINITY) {
    return reduction(0, (total, value) => Math.max(total, Math.abs(value)));
  }
  if (p === Number.NEGATIVE_INFINITY) {
    return reduction(Number.POSITIVE_INFINITY, (total, value) => Math.min(total, Math.abs(value)));
  }
  return reduction(
    0,
    (total, value) => total + Math.abs(value) ** p,
    (total) => total ** (1 / p),
  );
}

/** The place of the first largest (or smallest) element; NaN counts as both. */
function argument(beats: (value: number, best: number) => boolean) {
  return (out: Tensor, [x]: readonly [Tensor], { dim }: ArgParams): void => {
    const source = dense(x);
    const destination = dataOf(out);
    const { outer, length, inner } =
      dim === null ? { outer: 1, length: x.numel(), inner: 1 } : lanesOf(x.shape, dim);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const begin = o * length * inner + i;
        let place = 0;
        let best = source[begin] as number;
        for (let k = 1; k < length && !Number.isNaN(best); k++) {
          const value = source[begin + k * inner] as number;
          if (beats(value, best) || Number.isNaN(value)) {
            best = value;
            place = k;
          }
        }
        destination[out.offset + o * inner + i] = place;
      }
    }
  };
}

export const reduceKernels = {
  all: reduction(1, (total, value) => (total !== 0 && value !== 0 ? 1 : 0)),
  amax: reduction(Number.NEGATIVE_INFINITY, Math.max),
  amin: reduction(Number.POSITIVE_INFINITY, Math.min),
  any: reduction(0, (total, value) => (total !== 0 || value !== 0 ? 1 : 0)),
  argmax: argument((value, best) => value > best),
  argmin: argument((value, best) => value < best),
  norm,
  prod: productOf,
  sum: reduction(0, (total, value) => total + value),
} as const;
