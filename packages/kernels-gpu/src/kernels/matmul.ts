import type { Shape, Tensor } from '@chainrule/tensor';
import type { KernelSource } from '../compiler/source.ts';
import { kindOf } from '../kinds.ts';
import type { Launcher } from '../launcher.ts';
import { broadcastStrides, placeExpression, placeOf } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import type { GpuKernel } from './kernel.ts';
import { multiplyQuads } from './matmul-quads.ts';

// Partial sums of this many products are added up by themselves, for accuracy.
const blockLength = 64;

/** The place of the matrix that belongs to batch `batch` of the result. */
function batchPlace(x: Tensor, batch: Shape): string {
  const matrices = x.withLayout(x.shape.slice(0, -2), x.strides.slice(0, -2), x.offset);
  return placeExpression(batch, broadcastStrides(matrices, batch), 'batch');
}

/** `a @ b`, with `bias` added where there is one. */
function multiply(gpu: Launcher, a: Tensor, b: Tensor, bias: Tensor | null, shape: Shape): Memory {
  const kind = kindOf(a.dtype);
  const m = shape[shape.length - 2] as number;
  const n = shape[shape.length - 1] as number;
  const inner = a.shape[a.ndim - 1] as number;
  const batch = shape.slice(0, -2);
  const zero = kind === 'float' ? '0.0' : 'integer(0)';
  const blocks = Math.ceil(inner / blockLength);
  const steps = Math.min(inner, blockLength);
  const [aColumn, bRow] = [a.strides[a.ndim - 1], b.strides[b.ndim - 2]];
  const product = `partial = partial + a(left + k * ${aColumn}) * b(right + k * ${bRow});`;
  const guarded =
    blocks * steps === inner
      ? product
      : `if (block * ${blockLength} + k < ${inner}) { ${product} }`;
  const total = bias === null ? zero : `bias(${placeOf(bias, shape)})`;
  const source: KernelSource = {
    inputs: [
      { name: 'a', kind },
      { name: 'b', kind },
      ...(bias === null ? [] : [{ name: 'bias', kind }]),
    ],
    output: kind,
    element: `function element(i) {
  const column = modulo(i, ${n});
  const row = modulo(divide(i, ${n}), ${m});
  const batch = divide(i, ${m * n});
  let left = integer(${batchPlace(a, batch)}) + row * ${a.strides[a.ndim - 2]};
  let right = integer(${batchPlace(b, batch)}) + column * ${b.strides[b.ndim - 1]};
  let total = ${total};
  for (let block = 0; block < ${blocks}; block++) {
    let partial = ${zero};
    for (let k = 0; k < ${steps}; k++) {
      ${guarded}
    }
    total = total + partial;
    left = left + ${blockLength} * ${aColumn};
    right = right + ${blockLength} * ${bRow};
  }
  return total;
}`,
  };
  if (gpu.hasQuads && kind === 'float' && bias === null) {
    const fast = multiplyQuads(gpu, a, b, shape, source.element);
    if (fast !== null) return fast;
  }
  const length = shape.reduce((all, size) => all * size, 1);
  return gpu.run(source, bias === null ? [a, b] : [a, b, bias], length);
}

export const matmul: GpuKernel<'matmul'> = (gpu, [a, b], _, out) =>
  multiply(gpu, a, b, null, out.shape);

export const addmm: GpuKernel<'addmm'> = (gpu, [bias, a, b], _, out) =>
  multiply(gpu, a, b, bias, out.shape);
