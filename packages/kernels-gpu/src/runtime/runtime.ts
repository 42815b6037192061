import type { TypedArray } from '@chainrule/tensor';
import type { ElementKind, Groups, KernelSource } from '../compiler/source.ts';

/** Elements on a GPU. They are written once; what changes a tensor gives it other memory. */
export interface Memory {
  readonly kind: ElementKind;
  readonly length: number;
  /** Bytes that it takes on the device. */
  readonly bytes: number;
}

/** A compiled kernel. */
export interface Program {
  /** Gives back what the driver keeps for it. */
  dispose(): void;
}

/** An input of a kernel: memory, and the place of the tensor's first element in it. */
export interface Argument<M extends Memory = Memory> {
  readonly memory: M;
  readonly offset: number;
}

/** What a device says about itself. */
export interface DeviceDescription {
  readonly vendor: string;
  readonly renderer: string;
  /** What kernels are written in besides JavaScript, where that pays. */
  readonly language: 'glsl' | 'wgsl';
  /** Whether kernels may compute blocks, in {@link KernelSource.blocks}. */
  readonly hasBlocks: boolean;
  /** Arrays that one kernel can read. */
  readonly maxInputs: number;
  /** Elements of float32 that one tensor can have. */
  readonly maxElements: number;
}

/** What the programs of one GPU interface need: memory, compilation, execution. */
export interface Runtime<M extends Memory = Memory, P extends Program = Program> {
  readonly description: DeviceDescription;

  /** @throws {DeviceError} when there is no room. */
  allocate(kind: ElementKind, length: number): M;

  upload(kind: ElementKind, data: TypedArray): M;

  /** Puts memory back for the next `allocate`. */
  release(memory: M): void;

  /** Compiles a kernel, or begins to. */
  compile(source: KernelSource): P;

  /** Resolves when a program is ready to run without a wait. */
  ready(program: P): Promise<void>;

  /** Runs a kernel into `output`, or queues it. */
  execute(
    program: P,
    inputs: readonly Argument<M>[],
    uniforms: readonly number[],
    output: M,
    groups?: Groups,
  ): void;

  read(memory: M): Promise<TypedArray>;

  /** Absent where the device only answers later. */
  readNow?(memory: M): TypedArray;

  /** @throws {DeviceError} when the device has gone away. */
  checkAlive(): void;

  /** Textures or buffers in use now. */
  readonly liveBuffers: number;
  readonly liveBytes: number;
  /** Bytes that are kept for the next tensors. */
  readonly pooledBytes: number;

  /** Gives everything back. */
  destroy(): void;
}
