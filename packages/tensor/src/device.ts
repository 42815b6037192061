import type { DType, TypedArray } from './dtype.ts';
import { DeviceError } from './errors.ts';
import type { ComputedPrimitive, InputsOf, ParamsOf } from './primitives/signatures.ts';
import type { Storage } from './storage.ts';
import type { Tensor } from './tensor.ts';

/** The names of the devices that Chainrule knows. */
export type DeviceType = 'cpu' | 'webgl2' | 'headlessgl' | 'webgpu';

/** A primitive with what it reads and the tensor that it writes. */
export interface Operation {
  readonly primitive: ComputedPrimitive;
  readonly inputs: readonly Tensor[];
  readonly params: object;
  readonly out: Tensor;
}

/**
 * Where tensors live and primitives run.
 *
 * A device need not know of views, gradients or promotion: it gets tensors that share one
 * device, and an `out` that is freshly made, contiguous, and of the inferred shape and dtype.
 */
export interface Device {
  readonly type: DeviceType;

  /** A buffer for `length` elements; its contents are zero. */
  allocate(dtype: DType, length: number): unknown;

  /** A buffer that holds a copy of `data`, or `data` itself where the device can adopt it. */
  upload(dtype: DType, data: TypedArray): unknown;

  /** Computes `primitive` of `inputs` into `out`. */
  run<P extends ComputedPrimitive>(
    primitive: P,
    inputs: InputsOf<P>,
    params: ParamsOf<P>,
    out: Tensor,
  ): void;

  /**
   * Makes a function that does what {@link run} does for these operations, on these very tensors,
   * whatever their buffers are by then: what can be worked out ahead is done once.
   *
   * Several operations are elementwise, of one shape, and run as one kernel. Operands that are the
   * `out` of one before them are its result; only the last one's `out` is written. The operations
   * read at most {@link fusedInputs} tensors besides. Absent where nothing is gained by it.
   */
  prepare?(operations: readonly Operation[]): () => void;

  /** The most tensors that prepared operations read together; absent where only single ones are prepared. */
  readonly fusedInputs?: number;

  /** Copies `source` into `target`, a tensor of the same shape and dtype with strides of its own. */
  copy(source: Tensor, target: Tensor): void;

  /** Reads a whole storage, waiting for the device where it must. */
  read(storage: Storage): Promise<TypedArray>;

  /** Reads a whole storage at once; absent where the device only answers later. */
  readNow?(storage: Storage): TypedArray;

  /** Gives the buffer back; the storage is not used again. */
  free(storage: Storage): void;
}

const devices = new Map<string, Device>();

/** Makes a device known by its type, so that `to('webgpu')` finds it. */
export function registerDevice(device: Device): void {
  devices.set(device.type, device);
}

/**
 * The device of that name.
 *
 * @throws {DeviceError} when no loaded package brings it.
 */
export function getDevice(device: DeviceType | Device): Device {
  if (typeof device !== 'string') return device;
  const found = devices.get(device);
  if (found === undefined) {
    throw new DeviceError(
      `device '${device}' is not loaded; here there is ${[...devices.keys()].join(', ')}`,
    );
  }
  return found;
}

let defaultDevice: Device | undefined;

/** The device that tensors are made on when none is named: `cpu` unless it was changed. */
export function getDefaultDevice(): Device {
  defaultDevice ??= getDevice('cpu');
  return defaultDevice;
}

/** Sets the device that tensors are made on when none is named. */
export function setDefaultDevice(device: DeviceType | Device): void {
  defaultDevice = getDevice(device);
}
