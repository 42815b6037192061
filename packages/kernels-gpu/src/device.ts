import {
  allocateArray,
  type ComputedPrimitive,
  contiguousStrides,
  type Device,
  DeviceError,
  type DeviceType,
  type DType,
  type InputsOf,
  type Operation,
  type ParamsOf,
  type Shape,
  Storage,
  Tensor,
  type TypedArray,
} from '@chainrule/tensor';
import type { KernelSource } from './compiler/source.ts';
import type { GpuMemoryInfo, WarmUpOptions } from './device-info.ts';
import { dividesIntegers, Faults } from './faults.ts';
import { Holding } from './holding.ts';
import { fill } from './kernels/creation.ts';
import { type ElementwiseStep, runElementwise, runOperations } from './kernels/elementwise.ts';
import { gpuKernels } from './kernels/index.ts';
import type { GpuKernel } from './kernels/kernel.ts';
import { copyOf, placedInto } from './kernels/movement.ts';
import { kindOf } from './kinds.ts';
import { Launcher, type Recording } from './launcher.ts';
import type { DeviceDescription, Memory, Runtime } from './runtime/runtime.ts';

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
  private readonly faults: Faults;
  private readonly collected: FinalizationRegistry<Holding>;

  // Synchronous reading is only there where the runtime can.
  readonly readNow?: (storage: Storage) => TypedArray;

  constructor(type: DeviceType, runtime: Runtime) {
    this.type = type;
    this.runtime = runtime;
    this.launcher = new Launcher(runtime, (storage) => this.memoryOf(storage));
    this.faults = new Faults(this.launcher, runtime);
    this.collected = new FinalizationRegistry((holding) => holding.clear());
    if (runtime.readNow !== undefined) {
      this.readNow = (storage) => {
        if (storage.length === 0) return allocateArray(storage.dtype, 0);
        this.faults.settleNow();
        return runtime.readNow?.(this.memoryOf(storage)) as TypedArray;
      };
    }
  }

  /** Vendor and name of the GPU, and what it can hold. */
  describe(): DeviceDescription {
    return this.runtime.description;
  }

  /** What is alive on the GPU now, and how many programs are compiled. */
  memory(): GpuMemoryInfo {
    const { liveBuffers, liveBytes, pooledBytes } = this.runtime;
    return { liveBuffers, liveBytes, pooledBytes, programs: this.launcher.programs.size };
  }

  /** Every kernel compiled so far, as plain data: for {@link warmUp}, at the next start. */
  kernels(): readonly KernelSource[] {
    return this.launcher.programs.sources();
  }

  /**
   * Compiles kernels ahead, so that the first step does not wait for them: those that `kernels()` gave
   * at an earlier start, or those that a function runs.
   *
   * @param work - kernels, or a function; it is run once.
   * @example
   * ```ts needs a GPU
   * const device = await gpu();
   * const x = rand(8, 8).to(device.type);
   * const onProgress = ({ done, total }: { done: number; total: number }) => console.log(done / total);
   * await device.warmUp(() => x.mul(2).relu(), { onProgress });
   * device.kernels().length > 0; // true
   * ```
   */
  async warmUp(
    work: readonly KernelSource[] | (() => unknown),
    { onProgress }: WarmUpOptions = {},
  ): Promise<void> {
    if (typeof work === 'function') await work();
    const sources = typeof work === 'function' ? this.kernels() : work;
    let done = 0;
    onProgress?.({ done, total: sources.length });
    for (const source of sources) {
      await this.launcher.programs.ready(source);
      done++;
      onProgress?.({ done, total: sources.length });
    }
  }

  /**
   * Computes a chain of elementwise operations into `out`, in one kernel where the device takes as
   * many inputs.
   *
   * @param steps - the operations; the last one's result is `out`'s.
   * @param inputs - what `{ input: n }` stands for; they broadcast to the shape of `out`.
   */
  runElementwise(steps: readonly ElementwiseStep[], inputs: readonly Tensor[], out: Tensor): void {
    this.runtime.checkAlive();
    if (out.numel() === 0) return;
    for (const [number, { primitive, operands, dtype }] of steps.entries()) {
      const divisor = operands[1];
      if (divisor === undefined || !dividesIntegers(primitive, dtype)) continue;
      if ('input' in divisor) this.watchDivisor(primitive, inputs[divisor.input] as Tensor);
      else this.watchStep(primitive, steps.slice(0, number), divisor.step, inputs, out.shape);
    }
    this.store(
      out,
      this.launcher.scratch(() => runElementwise(this.launcher, steps, inputs, out.shape)),
    );
  }

  private watchDivisor(primitive: ComputedPrimitive, divisor: Tensor): void {
    this.faults.watch(primitive, [divisor, divisor], {});
  }

  /** Computes a step of a program by itself, to see whether it can be divided by. */
  private watchStep(
    primitive: ComputedPrimitive,
    before: readonly ElementwiseStep[],
    step: number,
    inputs: readonly Tensor[],
    shape: Shape,
  ): void {
    const steps = before.slice(0, step + 1);
    const { dtype } = steps[step] as ElementwiseStep;
    const length = shape.reduce((product, size) => product * size, 1);
    const storage = new Storage(this, dtype, length, this.allocate(dtype, length));
    const divisor = new Tensor(storage, shape, contiguousStrides(shape), 0);
    this.runElementwise(steps, inputs, divisor);
    this.watchDivisor(primitive, divisor);
    storage.dispose();
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
    this.faults.watch(primitive, inputs, params);
    this.store(
      out,
      this.launcher.scratch(() => this.compute({ primitive, inputs, params, out })),
    );
  }

  private compute({ primitive, inputs, params, out }: Operation): Memory {
    const kernel = gpuKernels[primitive] as GpuKernel<never>;
    return kernel(this.launcher, inputs as never, params as never, out);
  }

  /** The most tensors that operations which run as one kernel can read. */
  get fusedInputs(): number {
    return this.runtime.description.maxInputs;
  }

  /** A function that runs operations again and again; the first run notes the kernels and their inputs. */
  prepare(operations: readonly Operation[]): () => void {
    const last = operations[operations.length - 1] as Operation;
    const { primitive, inputs, params, out } = last;
    if (out.numel() === 0) return () => {};
    if (operations.length === 1 && primitive === 'contiguous') {
      return () => this.run(primitive, inputs as never, params as never, out);
    }
    for (const { dtype } of operations.flatMap((each) => each.inputs)) kindOf(dtype, this.type);
    if (this.dividesByItsOwn(operations)) {
      return () => {
        for (const each of operations) {
          this.run(each.primitive, each.inputs as never, each.params as never, each.out);
        }
      };
    }
    const compute =
      operations.length === 1
        ? () => this.compute(last)
        : () => runOperations(this.launcher, operations);
    let recording: Recording | null = null;
    return () => {
      this.runtime.checkAlive();
      for (const each of operations) this.faults.watch(each.primitive, each.inputs, each.params);
      if (recording !== null) {
        this.store(out, this.launcher.replay(recording));
        return;
      }
      const recorded = this.launcher.record(compute);
      recording = recorded.recording;
      this.store(out, recorded.memory);
    };
  }

  /** Whether an integer is divided by what an operation before makes, which one kernel would not keep. */
  private dividesByItsOwn(operations: readonly Operation[]): boolean {
    const made = new Set(operations.map(({ out }) => out.storage));
    return operations.some(({ primitive, inputs, out }) => {
      const divisor = inputs[1];
      if (divisor === undefined || !dividesIntegers(primitive, out.dtype)) return false;
      return made.has(divisor.storage);
    });
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

  async read(storage: Storage): Promise<TypedArray> {
    if (storage.length === 0) return allocateArray(storage.dtype, 0);
    const values = this.runtime.read(this.memoryOf(storage));
    // What is read is read, even if the errors come first.
    values.catch(() => undefined);
    await this.faults.settle();
    return values;
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
