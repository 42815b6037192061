import type { Shape, Tensor } from '@chainrule/tensor';
import { kindOf } from '../kinds.ts';
import { type Launcher, wholeOf } from '../launcher.ts';
import { placeOf } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import type { GpuKernel } from './kernel.ts';
import { multiplyByBlocks } from './matmul-blocks.ts';
import { multiplyByTiles } from './matmul-tiles.ts';
import { batchPlace, type Product, productOf } from './product.ts';

// Partial sums of this many products are added up by themselves, for accuracy.
const blockLength = 64;

// From so many products on, reading matrices in blocks pays for the shader that does it: from fewer on GL,
// where rows are whole texels.
const largeProduct = 2 ** 15;
const largeProductOfBlocks = 2 ** 13;

// A result with fewer elements does not fill a GPU: long sums are cut, and computed side by side.
const smallResult = 4096;
const longSum = 1024;
const partLength = 256;
const mostParts = 64;

/** One thread for each element. A long sum is cut into `parts`, which lie one after the other. */
function multiplyByElement(gpu: Launcher, product: Product, parts: number): Memory {
  const { a, b, bias, shape, m, n, inner, length } = product;
  const kind = kindOf(a.dtype);
  const zero = kind === 'float' ? '0.0' : 'integer(0)';
  const part = Math.ceil(inner / parts);
  const blocks = Math.ceil(part / blockLength);
  const steps = Math.min(part, blockLength);
  const [aColumn, bRow] = [a.strides[a.ndim - 1], b.strides[b.ndim - 2]];
  const sum = `partial = partial + a(left + k * ${aColumn}) * b(right + k * ${bRow});`;
  const isEven = blocks * steps * parts === inner;
  const bound = `choose(begin + ${part} < ${inner}, begin + ${part}, ${inner})`;
  const guarded = isEven ? sum : `if (begin + block * ${blockLength} + k < end) { ${sum} }`;
  const addsBias = bias !== null && parts === 1;
  const element = `function element(n) {
  const i = ${parts === 1 ? 'integer(n)' : `modulo(n, ${length})`};
  const begin = ${parts === 1 ? 'integer(0)' : `divide(n, ${length}) * ${part}`};
  const end = ${bound};
  const column = modulo(i, ${n});
  const row = modulo(divide(i, ${n}), ${m});
  const batch = divide(i, ${m * n});
  let left = integer(${batchPlace(a, shape)}) + row * ${a.strides[a.ndim - 2]} + begin * ${aColumn};
  let right = integer(${batchPlace(b, shape)}) + column * ${b.strides[b.ndim - 1]} + begin * ${bRow};
  let total = ${addsBias ? `bias(${placeOf(bias, shape)})` : zero};
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
}`;
  const names = addsBias ? ['a', 'b', 'bias'] : ['a', 'b'];
  const source = { inputs: names.map((name) => ({ name, kind })), output: kind, element };
  return gpu.run(source, addsBias ? [a, b, bias] : [a, b], length * parts);
}

/** Adds up the parts of a long sum. */
function addParts(gpu: Launcher, { a, bias, shape, length }: Product, sums: Memory, parts: number) {
  const kind = kindOf(a.dtype);
  const start = bias === null ? 'sums(i)' : `bias(${placeOf(bias, shape)}) + sums(i)`;
  const element = `function element(i) {
  let total = ${start};
  for (let part = 1; part < ${parts}; part++) { total = total + sums(i + part * ${length}); }
  return total;
}`;
  const names = bias === null ? ['sums'] : ['sums', 'bias'];
  const source = { inputs: names.map((name) => ({ name, kind })), output: kind, element };
  return gpu.run(source, bias === null ? [wholeOf(sums)] : [wholeOf(sums), bias], length);
}

/** `a @ b`, with `bias` added where there is one. */
function multiply(gpu: Launcher, a: Tensor, b: Tensor, bias: Tensor | null, shape: Shape): Memory {
  const product = productOf(a, b, bias, shape);
  const { length, inner, n } = product;
  if (length < smallResult && inner > longSum) {
    const parts = Math.min(mostParts, Math.ceil(inner / partLength));
    return addParts(gpu, product, multiplyByElement(gpu, product, parts), parts);
  }
  const large = gpu.language === 'glsl' && n % 4 === 0 ? largeProductOfBlocks : largeProduct;
  if (a.dtype === 'float32' && length * inner >= large) {
    const multiplyInBlocks = gpu.language === 'glsl' ? multiplyByBlocks : multiplyByTiles;
    const result = multiplyInBlocks(gpu, product);
    if (result !== null) return result;
  }
  return multiplyByElement(gpu, product, 1);
}

export const matmul: GpuKernel<'matmul'> = (gpu, [a, b], _, out) =>
  multiply(gpu, a, b, null, out.shape);

export const addmm: GpuKernel<'addmm'> = (gpu, [bias, a, b], _, out) =>
  multiply(gpu, a, b, bias, out.shape);
