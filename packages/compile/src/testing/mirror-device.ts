import {
  allocateArray,
  type ComputedPrimitive,
  type CpuKernel,
  cpuKernels,
  type Device,
  DeviceError,
  getDevice,
  type Operation,
  Storage,
  Tensor,
  type TypedArray,
} from '@chainrule/tensor';

/** What the mirror keeps elements in: made anew by every write, as textures are. */
interface Sheet {
  readonly elements: TypedArray;
  freed: boolean;
}

/** A device that counts the buffers it has handed out. */
export interface MirrorDevice extends Device {
  liveBuffers(): number;
}

/**
 * A device that computes by the plain kernels, and else behaves as a GPU does: what is written takes
 * the place of the buffer before, and a buffer is given back once.
 */
export function mirrorDevice(): MirrorDevice {
  const cpu = getDevice('cpu');
  let live = 0;

  function make(elements: TypedArray): Sheet {
    live++;
    return { elements, freed: false };
  }

  function elementsOf({ buffer }: Storage): TypedArray {
    const { elements, freed } = buffer as Sheet;
    if (freed) throw new DeviceError('this buffer was given back');
    return elements;
  }

  function release({ buffer }: Storage): void {
    const sheet = buffer as Sheet;
    if (sheet.freed) throw new DeviceError('this buffer was given back before');
    sheet.freed = true;
    live--;
  }

  /** The tensor on the CPU, over the same elements. */
  function seen(tensor: Tensor, elements = elementsOf(tensor.storage)): Tensor {
    const storage = new Storage(cpu, tensor.dtype, tensor.storage.length, elements);
    return new Tensor(storage, tensor.shape, tensor.strides, tensor.offset);
  }

  function rewrite(target: Tensor, write: (fresh: Tensor) => void): void {
    const fresh = elementsOf(target.storage).slice();
    write(seen(target, fresh));
    release(target.storage);
    target.storage.buffer = make(fresh);
  }

  function compute(operation: Operation, operands: readonly Tensor[], out: Tensor): void {
    const kernel = cpuKernels[operation.primitive] as CpuKernel<never>;
    kernel(out, operands as never, operation.params as never);
  }

  /** Keeps what is between the first and the last operation to itself, as one kernel does. */
  function runTogether(operations: readonly Operation[]): void {
    const between = new Map<Storage, TypedArray>();
    for (const operation of operations) {
      const { inputs, out } = operation;
      const operands = inputs.map((input) => seen(input, between.get(input.storage)));
      if (operation === operations[operations.length - 1]) {
        rewrite(out, (fresh) => compute(operation, operands, fresh));
      } else {
        const elements = allocateArray(out.dtype, out.storage.length);
        compute(operation, operands, seen(out, elements));
        between.set(out.storage, elements);
      }
    }
  }

  return {
    type: 'headlessgl',
    fusedInputs: 6,
    prepare: (operations) => () => runTogether(operations),
    allocate: (dtype, length) => make(allocateArray(dtype, length)),
    upload: (_, data) => make(data.slice()),
    run(primitive, inputs, params, out) {
      const kernel = cpuKernels[primitive as ComputedPrimitive] as CpuKernel<never>;
      const operands = (inputs as readonly Tensor[]).map((input) => seen(input));
      rewrite(out, (fresh) => kernel(fresh, operands as never, params as never));
    },
    copy(source, target) {
      const from = seen(source);
      rewrite(target, (fresh) => cpu.copy(from, fresh));
    },
    read: async (storage) => elementsOf(storage),
    readNow: (storage) => elementsOf(storage),
    free: release,
    liveBuffers: () => live,
  };
}
