import { type Device, registerDevice } from './device.ts';
import { allocateArray, type DType, type TypedArray } from './dtype.ts';
import { cpuKernels } from './kernels/index.ts';
import type { CpuKernel } from './kernels/kernel.ts';
import { dataOf, dense, forEachRow } from './kernels/strided.ts';
import type { ComputedPrimitive } from './primitives/signatures.ts';
import type { Storage } from './storage.ts';
import type { Tensor } from './tensor.ts';

const kernels: { [P in ComputedPrimitive]: CpuKernel<P> } = { ...cpuKernels };

/**
 * Replaces the kernel of a primitive on the CPU by a faster one, which can hand what it does not
 * cover (a dtype, a small size) to the one before. Returns the function that puts that one back.
 */
export function accelerateCpu<P extends ComputedPrimitive>(
  primitive: P,
  faster: (previous: CpuKernel<P>) => CpuKernel<P>,
): () => void {
  const table = kernels as Record<ComputedPrimitive, CpuKernel<P>>;
  const previous = table[primitive];
  table[primitive] = faster(previous);
  return () => {
    table[primitive] = previous;
  };
}

/** The kernel that a primitive runs on the CPU now: the plain one, or the faster one in its place. */
export function cpuKernel<P extends ComputedPrimitive>(primitive: P): CpuKernel<P> {
  return kernels[primitive] as CpuKernel<P>;
}

/** Plain typed arrays, which the garbage collector owns. */
const cpu: Device = {
  type: 'cpu',

  allocate: (dtype: DType, length: number): TypedArray => allocateArray(dtype, length),

  upload: (_: DType, data: TypedArray): TypedArray => data,

  run(primitive, inputs, params, out) {
    kernels[primitive](out, inputs, params);
  },

  copy(source: Tensor, target: Tensor): void {
    const values = dense(source);
    const destination = dataOf(target);
    if (target.ndim === 0) {
      destination[target.offset] = values[0] as number;
      return;
    }
    if (target.numel() === 0) return;
    const last = target.ndim - 1;
    const length = target.shape[last] as number;
    const step = target.strides[last] as number;
    forEachRow(target.shape, [target.strides], [target.offset], (row, [begin]) => {
      for (let i = 0; i < length; i++) {
        destination[(begin as number) + i * step] = values[row * length + i] as number;
      }
    });
  },

  read: async (storage: Storage): Promise<TypedArray> => storage.buffer as TypedArray,

  readNow: (storage: Storage): TypedArray => storage.buffer as TypedArray,

  free(): void {
    // The garbage collector takes the array once the storage lets go of it.
  },
};

registerDevice(cpu);
