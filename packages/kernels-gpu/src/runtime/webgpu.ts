import { DeviceError, type TypedArray } from '@chainrule/tensor';
import type { ElementKind, Groups, KernelSource } from '../compiler/source.ts';
import { computeShader, elementsPerThread, workgroupSize } from '../compiler/wgsl.ts';
import { Pool } from './pool.ts';
import type { Argument, DeviceDescription, Memory, Program, Runtime } from './runtime.ts';
import { BindGroups } from './webgpu-bind-groups.ts';
import { WebGPUQueue } from './webgpu-queue.ts';
import {
  bufferUsage,
  computeStage,
  type GPUAdapterLike,
  type GPUBufferLike,
  type GPUDeviceLike,
  type GPUObject,
  mapModeRead,
} from './webgpu-types.ts';

export interface WebGPUMemory extends Memory {
  readonly buffer: GPUBufferLike;
}

interface WebGPUProgram extends Program {
  readonly source: KernelSource;
  readonly layout: GPUObject;
  readonly pipeline: GPUObject;
  readonly compiled: Promise<void>;
}

const poolCapacity = 256 * 2 ** 20;

/** Runs kernels as compute shaders over storage buffers. */
export class WebGPURuntime implements Runtime<WebGPUMemory, WebGPUProgram> {
  readonly description: DeviceDescription;
  liveBuffers = 0;
  liveBytes = 0;

  private readonly device: GPUDeviceLike;
  private readonly queue: WebGPUQueue;
  private readonly pool: Pool<GPUBufferLike>;
  private readonly layouts = new Map<number, { layout: GPUObject; pipelineLayout: GPUObject }>();
  private readonly bindGroups: BindGroups;
  private failure: DeviceError | null = null;

  constructor(adapter: GPUAdapterLike, device: GPUDeviceLike) {
    this.device = device;
    this.queue = new WebGPUQueue(device);
    this.bindGroups = new BindGroups(device, this.queue.params);
    this.pool = new Pool(poolCapacity, (buffer) => buffer.destroy());
    const { info } = adapter;
    this.description = {
      vendor: info?.vendor ?? '',
      renderer: info?.description || [info?.architecture, info?.device].filter(Boolean).join(' '),
      language: 'wgsl',
      hasBlocks: false,
      // One of the storage buffers is the result.
      maxInputs: device.limits.maxStorageBuffersPerShaderStage - 1,
      maxElements:
        Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize) / 4,
    };
    device.onuncapturederror = ({ error }) => this.fail(error.message);
    void device.lost.then(({ reason, message }) => this.lose(message || reason));
  }

  private lose(reason: string): void {
    this.failure = new DeviceError(
      `the GPU device is lost (${reason}), and tensors that were on it are gone; values read before are ` +
        'safe; make the device anew to go on',
    );
  }

  private fail(message: string): void {
    this.failure ??= new DeviceError(`the GPU could not do what was asked: ${message}`);
  }

  allocate(kind: ElementKind, length: number): WebGPUMemory {
    const bytes = Math.max(1, length) * 4;
    if (length > this.description.maxElements) throw this.outOfMemory(bytes);
    const size = Math.ceil(bytes / 256) * 256;
    const buffer = this.pool.take(String(size), size) ?? this.createBuffer(size);
    this.liveBuffers++;
    this.liveBytes += size;
    return { kind, length, bytes: size, buffer };
  }

  private createBuffer(size: number): GPUBufferLike {
    this.device.pushErrorScope('out-of-memory');
    const buffer = this.device.createBuffer({
      size,
      usage: bufferUsage.storage | bufferUsage.copySource | bufferUsage.copyTarget,
    });
    void this.device.popErrorScope().then((error) => {
      if (error !== null) this.failure ??= this.outOfMemory(size);
    });
    return buffer;
  }

  private outOfMemory(bytes: number): DeviceError {
    return new DeviceError(
      `the GPU has no room for ${bytes} more bytes; ${this.liveBytes} are in use in ${this.liveBuffers} ` +
        'buffers; dispose of tensors, or wrap the step in tidy()',
    );
  }

  upload(kind: ElementKind, data: TypedArray): WebGPUMemory {
    const memory = this.allocate(kind, data.length);
    // Writes come before all commands that are still gathered, which may read what was here.
    this.queue.flush();
    const elements = kind === 'byte' ? Int32Array.from(data) : data;
    this.device.queue.writeBuffer(memory.buffer, 0, elements);
    return memory;
  }

  release(memory: WebGPUMemory): void {
    this.liveBuffers--;
    this.liveBytes -= memory.bytes;
    this.pool.put(String(memory.bytes), memory.bytes, memory.buffer);
  }

  compile(source: KernelSource): WebGPUProgram {
    const { layout, pipelineLayout } = this.layoutFor(source.inputs.length);
    const code = computeShader(source);
    this.device.pushErrorScope('validation');
    const descriptor = {
      layout: pipelineLayout,
      compute: { module: this.device.createShaderModule({ code }), entryPoint: 'main' },
    };
    const pipeline = this.device.createComputePipeline(descriptor);
    const compiled = this.device.popErrorScope().then((error) => {
      if (error !== null) this.fail(`a kernel does not compile: ${error.message}\n${code}`);
    });
    return { source, layout, pipeline, compiled, dispose: () => {} };
  }

  /** Kernels with as many inputs are bound alike: params, result, inputs. */
  private layoutFor(inputs: number): { layout: GPUObject; pipelineLayout: GPUObject } {
    const known = this.layouts.get(inputs);
    if (known !== undefined) return known;
    const buffers = [
      { type: 'uniform', hasDynamicOffset: true },
      { type: 'storage' },
      ...Array.from({ length: inputs }, () => ({ type: 'read-only-storage' })),
    ];
    const layout = this.device.createBindGroupLayout({
      entries: buffers.map((buffer, binding) => ({ binding, visibility: computeStage, buffer })),
    });
    const pipelineLayout = this.device.createPipelineLayout({ bindGroupLayouts: [layout] });
    const made = { layout, pipelineLayout };
    this.layouts.set(inputs, made);
    return made;
  }

  async ready(program: WebGPUProgram): Promise<void> {
    await program.compiled;
    this.checkAlive();
  }

  execute(
    { source, layout, pipeline }: WebGPUProgram,
    inputs: readonly Argument<WebGPUMemory>[],
    uniforms: readonly number[],
    output: WebGPUMemory,
    shared?: Groups,
  ): void {
    if (output.length === 0) return;
    const threads = workgroupSize(source);
    const groups = Math.ceil(output.length / elementsPerThread(source) / threads);
    const columns = Math.min(groups, this.device.limits.maxComputeWorkgroupsPerDimension);
    const writeParams = (view: DataView): void => {
      view.setUint32(0, 0x7fc00000, true);
      view.setUint32(4, 0x7f800000, true);
      view.setInt32(8, output.length, true);
      view.setInt32(12, columns * threads, true);
      let at = 16;
      for (const { offset } of inputs) {
        view.setInt32(at, offset, true);
        at += 4;
      }
      source.uniforms?.forEach(({ type }, position) => {
        const value = uniforms[position] as number;
        if (type === 'Number') view.setFloat32(at, value, true);
        else view.setInt32(at, value, true);
        at += 4;
      });
    };
    const buffers = [output.buffer, ...inputs.map(({ memory }) => memory.buffer)];
    const group = this.bindGroups.get(layout, buffers);
    this.queue.dispatch(writeParams, (pass, paramsOffset) => {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group, [paramsOffset]);
      if (shared !== undefined) pass.dispatchWorkgroups(...shared);
      else pass.dispatchWorkgroups(columns, Math.ceil(groups / columns));
    });
  }

  async read(memory: WebGPUMemory): Promise<TypedArray> {
    this.checkAlive();
    const bytes = Math.max(1, memory.length) * 4;
    const staging = this.device.createBuffer({
      size: bytes,
      usage: bufferUsage.mapRead | bufferUsage.copyTarget,
    });
    this.queue.outsidePass().copyBufferToBuffer(memory.buffer, 0, staging, 0, bytes);
    this.queue.flush();
    try {
      await staging.mapAsync(mapModeRead);
    } catch (error) {
      this.checkAlive();
      throw new DeviceError(`the GPU cannot be read: ${String(error)}`);
    }
    const mapped = staging.getMappedRange().slice(0, memory.length * 4);
    staging.destroy();
    // What went wrong on the way is known by now.
    this.checkAlive();
    if (memory.kind === 'float') return new Float32Array(mapped);
    const integers = new Int32Array(mapped);
    return memory.kind === 'int' ? integers : Uint8Array.from(integers);
  }

  checkAlive(): void {
    if (this.failure !== null) throw this.failure;
  }

  get pooledBytes(): number {
    return this.pool.bytes;
  }

  destroy(): void {
    this.lose('destroyed');
    this.bindGroups.clear();
    this.pool.clear();
    this.device.destroy();
  }
}
