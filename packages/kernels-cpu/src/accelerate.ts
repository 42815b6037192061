import { accelerateCpu, contiguousStrides, type Tensor } from '@chainrule/tensor';
import { accelerateElementwise } from './elementwise.ts';
import { gemm } from './gemm.ts';
import { isSupported, type Kernels, sharedKernels } from './instance.ts';
import { mapArray } from './vector-math.ts';

/**
 * From how many multiply-adds on the kernels win over the plain loops, copies in and out included.
 * Measured: at 16 x 16 x 16 they are even.
 */
export const smallestProduct = 4096;

/** From how many elements on a vector function wins over `Math`'s. */
const smallestMap = 256;

/** A matrix as BLAS sees it: where it starts, and how far apart its stored rows are. */
interface Operand {
  readonly data: Float32Array;
  readonly transposed: boolean;
  readonly rowStride: number;
}

function floatsOf(x: Tensor): Float32Array {
  return x.storage.buffer as Float32Array;
}

/** The last two dims of `x` as an operand, or `null` if neither of them is dense. */
function operandOf(x: Tensor): Operand | null {
  const [rows, columns] = [x.shape[x.ndim - 2] as number, x.shape[x.ndim - 1] as number];
  const [byRow, byColumn] = [x.strides[x.ndim - 2] as number, x.strides[x.ndim - 1] as number];
  const data = floatsOf(x).subarray(x.offset);
  if ((byColumn === 1 || columns === 1) && byRow >= columns) {
    return { data, transposed: false, rowStride: byRow };
  }
  if ((byRow === 1 || rows === 1) && byColumn >= rows) {
    return { data, transposed: true, rowStride: byColumn };
  }
  return null;
}

/**
 * From one matrix of a batch to the next: 0 where one is shared, or `null` where they are not
 * evenly spaced.
 */
function batchStride(x: Tensor, batch: readonly number[]): number | null {
  const own = x.shape.slice(0, -2);
  if (own.every((length) => length === 1)) return 0;
  if (own.length !== batch.length || own.some((length, dim) => length !== batch[dim])) return null;
  const apart = x.strides[own.length - 1] as number;
  const even = contiguousStrides(own).every(
    (stride, dim) => own[dim] === 1 || x.strides[dim] === stride * apart,
  );
  return even ? apart : null;
}

/** Multiplies into `out`, adding to what it holds if `beta` is 1; false if it has to be done plainly. */
function multiply(out: Tensor, a: Tensor, b: Tensor, beta: 0 | 1, kernels: Kernels): boolean {
  const [m, n] = [out.shape[out.ndim - 2] as number, out.shape[out.ndim - 1] as number];
  const k = a.shape[a.ndim - 1] as number;
  if (out.dtype !== 'float32' || m * n * k < smallestProduct) return false;
  const batch = out.shape.slice(0, -2);
  const [left, right] = [operandOf(a), operandOf(b)];
  const [strideA, strideB] = [batchStride(a, batch), batchStride(b, batch)];
  if (left === null || right === null || strideA === null || strideB === null) return false;
  const target = floatsOf(out).subarray(out.offset, out.offset + out.numel());
  gemm(left.transposed, right.transposed, m, n, k, 1, left.data, right.data, beta, target, {
    lda: left.rowStride,
    ldb: right.rowStride,
    batch: batch.reduce((count, length) => count * length, 1),
    strideA,
    strideB,
    kernels,
  });
  return true;
}

/** Writes the summand of `addmm` over all of `out`, so that the product can be added to it. */
function spreadBias(out: Tensor, bias: Tensor): boolean {
  const target = floatsOf(out);
  const [m, n] = out.shape as readonly [number, number];
  const isRow = bias.isContiguous() && bias.numel() === n && (bias.shape[bias.ndim - 1] ?? 0) === n;
  if (!isRow) return false;
  const row = floatsOf(bias).subarray(bias.offset, bias.offset + n);
  for (let i = 0; i < m; i++) target.set(row, out.offset + i * n);
  return true;
}

type FastMap = 'exp' | 'log' | 'sigmoid' | 'tanh';

function acceleratedMap<Name extends FastMap>(name: Name, kernels: Kernels): () => void {
  return accelerateCpu(name, (previous) => (out, inputs, params) => {
    const x: Tensor = inputs[0];
    const count = out.numel();
    if (out.dtype !== 'float32' || count < smallestMap || !x.isContiguous()) {
      previous(out, inputs, params);
      return;
    }
    const input = floatsOf(x).subarray(x.offset, x.offset + count);
    mapArray(name, input, floatsOf(out).subarray(out.offset, out.offset + count), kernels);
  });
}

let accelerating: readonly Kernels[] = [];

/** The kernels that tensors on the CPU use now, or `null` where they use the plain ones. */
export function acceleratingKernels(): Kernels | null {
  return accelerating[accelerating.length - 1] ?? null;
}

/**
 * Lets eager tensors on the CPU use these kernels where they are worth it: matrix products, the
 * functions `exp`, `log`, `sigmoid` and `tanh`, and plain arithmetic, of float32 tensors that are not
 * small.
 *
 * Sums of products are rounded in another order than by the plain kernels (float32 in registers
 * rather than float64), so results differ in the last digits. Returns the function that goes back
 * to the plain kernels. Where the engine has no WebAssembly SIMD, nothing changes.
 *
 * @example
 * ```ts
 * import { accelerate } from '@chainrule/kernels-cpu';
 *
 * accelerate();
 * rand(512, 512).matmul(rand(512, 512)); // some twenty times as fast
 * ```
 */
export function accelerate(
  kernels: Kernels | null = isSupported() ? sharedKernels() : null,
): () => void {
  if (kernels === null) return () => undefined;
  const restore = [
    accelerateCpu('matmul', (previous) => (out, inputs, params) => {
      const [a, b] = inputs;
      if (out.numel() === 0 || !multiply(out, a, b, 0, kernels)) previous(out, inputs, params);
    }),
    accelerateCpu('addmm', (previous) => (out, inputs, params) => {
      const [bias, a, b] = inputs;
      const large = out.dtype === 'float32' && out.numel() * (a.shape[1] ?? 0) >= smallestProduct;
      const done = large && spreadBias(out, bias) && multiply(out, a, b, 1, kernels);
      if (!done) previous(out, inputs, params);
    }),
    ...accelerateElementwise(),
    acceleratedMap('exp', kernels),
    acceleratedMap('log', kernels),
    acceleratedMap('sigmoid', kernels),
    acceleratedMap('tanh', kernels),
  ];
  accelerating = [...accelerating, kernels];
  return () => {
    accelerating = accelerating.filter((each) => each !== kernels);
    for (const undo of restore.reverse()) undo();
  };
}
