import {
  allocateArray,
  type ComputedPrimitive,
  type Device,
  DeviceError,
  type DeviceType,
  type DType,
  type InputsOf,
  type ParamsOf,
  type Storage,
  type Tensor,
  type TypedArray,
} from '@chainrule/tensor';
import { Holding } from './holding.ts';
import { fill } from './kernels/creation.ts';
import { gpuKernels } from './kernels/index.ts';
import type { GpuKernel } from './kernels/kernel.ts';
import { copyOf, placedInto } from './kernels/movement.ts';
import { kindOf } from './kinds.ts';
import { Launcher } from './launcher.ts';
import type { Memory, Runtime } from './runtime/runtime.ts';

/**
 * A GPU as a device for tensors.
 *
 * What a kernel computes always goes to new memory, which then takes the place of the old one in the
 * tensor's storage. So memory never changes once it is written, copies can share it, and an operation
 * in place reads and writes as it likes.
 */
export class GpuDevice implements Device {
  readonly type: DeviceType;
  readonly runtime: Runtime;
  readonly launcher: Launcher;
  private readonly collected: FinalizationRegistry<Holding>;

  // Synchronous reading is only there where the runtime can.
  readonly readNow?: (storage: Storage) => TypedArray;

  constructor(type: DeviceType, runtime: Runtime) {
    this.type = type;
    this.runtime = runtime;
    this.launcher = new Launcher(runtime, (storage) => this.memoryOf(storage));
    this.collected = new FinalizationRegistry((holding) => holding.clear());
    if (runtime.readNow !== undefined) {
      this.readNow = (storage) =>
        storage.length === 0
          ? allocateArray(storage.dtype, 0)
          : (runtime.readNow?.(this.memoryOf(storage)) as TypedArray);
    }
  }

  allocate(dtype: DType, _length: number): StorageBuffer {
    kindOf(dtype, this.type);
    return this.bufferFor(new Holding(this.runtime));
  }

  upload(dtype: DType, data: TypedArray): StorageBuffer {
    this.runtime.checkAlive();
    const holding = new Holding(this.runtime);
    const kind = kindOf(dtype, this.type);
    if (data.length > 0) holding.replace(this.runtime.upload(kind, data));
    return this.bufferFor(holding);
  }

  run<P extends ComputedPrimitive>(
    primitive: P,
    inputs: InputsOf<P>,
    params: ParamsOf<P>,
    out: Tensor,
  ): void {
    this.runtime.checkAlive();
    for (const { dtype } of inputs as readonly Tensor[]) kindOf(dtype, this.type);
    if (out.numel() === 0) return;
    if (primitive === 'contiguous') {
      this.copy((inputs as InputsOf<'contiguous'>)[0], out);
      return;
    }
    const kernel = (gpuKernels as { readonly [Q in ComputedPrimitive]?: unknown })[primitive] as
      | GpuKernel<P>
      | undefined;
    if (kernel === undefined) throw new DeviceError(`${primitive} has no kernel on '${this.type}'`);
    this.store(
      out,
      this.launcher.scratch(() => kernel(this.launcher, inputs, params, out)),
    );
  }

  copy(source: Tensor, target: Tensor): void {
    this.runtime.checkAlive();
    if (target.numel() === 0) return;
    if (isWhole(source) && isWhole(target)) {
      const from = holdingOf(source.storage);
      // What was never written is zero on both sides.
      this.memoryOf(source.storage);
      holdingOf(target.storage).share(from);
      return;
    }
    if (isWhole(target)) {
      this.store(
        target,
        this.launcher.scratch(() => copyOf(this.launcher, source)),
      );
      return;
    }
    this.merge(source, target);
  }

  /** Writes a part of a storage: the rest of it is copied. */
  private merge(source: Tensor, target: Tensor): void {
    const merged = this.launcher.scratch(() => placedInto(this.launcher, source, target));
    holdingOf(target.storage).replace(merged);
  }

  private store(out: Tensor, memory: Memory): void {
    if (isWhole(out)) {
      holdingOf(out.storage).replace(memory);
      return;
    }
    const { storage } = out;
    const merged = this.launcher.scratch(() => {
      this.launcher.adopt(memory);
      return placedInto(this.launcher, { memory, offset: 0 }, out);
    });
    holdingOf(storage).replace(merged);
  }

  read(storage: Storage): Promise<TypedArray> {
    if (storage.length === 0) return Promise.resolve(allocateArray(storage.dtype, 0));
    return this.runtime.read(this.memoryOf(storage));
  }

  free(storage: Storage): void {
    holdingOf(storage).clear();
  }

  /** The memory behind a storage; what was never written is zero. */
  memoryOf(storage: Storage): Memory {
    const holding = holdingOf(storage);
    if (holding.memory === null) {
      const kind = kindOf(storage.dtype, this.type);
      holding.replace(this.launcher.scratch(() => fill(this.launcher, kind, storage.length, 0)));
    }
    return holding.memory as Memory;
  }

  private bufferFor(holding: Holding): StorageBuffer {
    const buffer = { holding };
    this.collected.register(buffer, holding);
    return buffer;
  }
}

/** What a storage keeps: it is collected with the storage, and the memory is given back then. */
interface StorageBuffer {
  readonly holding: Holding;
}

function holdingOf(storage: Storage): Holding {
  const buffer = storage.buffer as StorageBuffer | undefined;
  if (buffer === undefined) throw new DeviceError('this tensor was disposed');
  return buffer.holding;
}

/** Whether a tensor is all of its storage, in order. */
function isWhole(x: Tensor): boolean {
  return x.offset === 0 && x.isContiguous() && x.numel() === x.storage.length;
}
