import type { ParamsOf } from '../primitives/signatures.ts';
import type { Tensor } from '../tensor.ts';
import { drawInto } from './draw.ts';
import { dataOf } from './strided.ts';

export const creationKernels = {
  full: (out: Tensor, _: readonly [], { value }: ParamsOf<'full'>): void => {
    dataOf(out).fill(value, out.offset, out.offset + out.numel());
  },
  random: (out: Tensor, _: readonly [], { distribution, generator }: ParamsOf<'random'>): void => {
    const data = dataOf(out).subarray(out.offset, out.offset + out.numel());
    drawInto(data, out.dtype, distribution, generator);
  },
} as const;
