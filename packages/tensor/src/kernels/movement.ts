import type { ParamsOf } from '../primitives/signatures.ts';
import { contiguousStrides } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { copyRowMajor, dataOf, dense, forEachRow, lanesOf } from './strided.ts';

function cat(out: Tensor, inputs: readonly Tensor[], { dim }: ParamsOf<'cat'>): void {
  const destination = dataOf(out);
  const whole = lanesOf(out.shape, dim);
  let start = 0;
  for (const x of inputs) {
    const source = dense(x);
    const run = lanesOf(x.shape, dim).length * whole.inner;
    for (let o = 0; o < whole.outer; o++) {
      const begin = out.offset + o * whole.length * whole.inner + start;
      destination.set(source.subarray(o * run, (o + 1) * run), begin);
    }
    start += run;
  }
}

function flip(out: Tensor, [x]: readonly [Tensor], { dims }: ParamsOf<'flip'>): void {
  let offset = x.offset;
  const strides = x.strides.map((stride, dim) => {
    if (!dims.includes(dim)) return stride;
    offset += stride * Math.max((x.shape[dim] as number) - 1, 0);
    return -stride;
  });
  copyRowMajor(x.withLayout(x.shape, strides, offset), dataOf(out), out.offset);
}

function pad(out: Tensor, [x]: readonly [Tensor], { starts, steps }: ParamsOf<'pad'>): void {
  const destination = dataOf(out);
  destination.fill(0, out.offset, out.offset + out.numel());
  if (x.numel() === 0) return;
  const rowMajor = contiguousStrides(out.shape);
  const offset = starts.reduce((sum, start, dim) => sum + start * (rowMajor[dim] as number), 0);
  if (x.ndim === 0) {
    destination[out.offset] = dataOf(x)[x.offset] as number;
    return;
  }
  const strides = rowMajor.map((stride, dim) => stride * (steps[dim] as number));
  const source = dataOf(x);
  const last = x.ndim - 1;
  const [from, to] = [x.strides[last] as number, strides[last] as number];
  forEachRow(x.shape, [x.strides, strides], [x.offset, out.offset + offset], (_, [i, j]) => {
    for (let k = 0; k < (x.shape[last] as number); k++) {
      destination[(j as number) + k * to] = source[(i as number) + k * from] as number;
    }
  });
}

export const movementKernels = { cat, flip, pad } as const;
