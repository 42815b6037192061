import {
  contiguousStrides,
  isViewPrimitive,
  numberOfElements,
  type Storage,
  Tensor,
} from '@chainrule/tensor';
import type { ProgramParts } from './program-parts.ts';
import { programStorage } from './program-storage.ts';
import { mapTensors } from './structure.ts';
import type { Instruction, Trace } from './trace.ts';

/** The parts of a program, and the program's own storage for each local one of the trace. */
export interface LoweredTrace extends ProgramParts {
  readonly own: (tensor: Tensor) => Tensor;
}

/** What is copied to the target of an assignment that cannot be computed there. */
function aside({ shape, storage }: Tensor): Tensor {
  const made = programStorage(storage.device, storage.dtype, numberOfElements(shape));
  return new Tensor(made, shape, contiguousStrides(shape), 0);
}

/** An assignment as a computation aside and a copy, or a copy alone where nothing overlaps. */
function lowerCopy(instruction: Instruction, locals: Set<Storage>): Instruction[] {
  const { primitive, inputs, out } = instruction;
  const [input] = inputs;
  const copy = { primitive: 'contiguous', params: {}, kind: 'copy', out } as const;
  const isCopy = primitive === 'contiguous' && input?.storage !== out.storage;
  if (isCopy) return [{ ...copy, inputs }];
  const made = aside(out);
  locals.add(made.storage);
  // A view has no kernel: its elements are copied from where they lie.
  const computed = isViewPrimitive(primitive) ? 'contiguous' : primitive;
  return [
    { ...instruction, primitive: computed, out: made, kind: 'make' },
    { ...copy, inputs: [made] },
  ];
}

/**
 * A trace as instructions on storages of the program's own, so that tensors that somebody kept from
 * the recorded run stay as they are. Gradients live on in the storages that leaves were given.
 */
export function lower(trace: Trace<unknown>): LoweredTrace {
  const gradients = new Set(trace.gradients.map(({ after }) => after?.storage));
  const renamed = new Map<Storage, Storage>();
  for (const storage of trace.made) {
    const { device, dtype, length } = storage;
    if (!gradients.has(storage)) renamed.set(storage, programStorage(device, dtype, length));
  }
  const own = (tensor: Tensor): Tensor => {
    const storage = renamed.get(tensor.storage);
    if (storage === undefined) return tensor;
    return new Tensor(storage, tensor.shape, tensor.strides, tensor.offset);
  };
  const locals = new Set(renamed.values());
  const instructions = trace.instructions.flatMap((recorded) => {
    const { inputs, out } = recorded;
    const instruction = { ...recorded, inputs: inputs.map(own), out: own(out) };
    return instruction.kind === 'copy' ? lowerCopy(instruction, locals) : [instruction];
  });
  const results = new Set<Storage>();
  mapTensors(trace.result, (tensor) => {
    const storage = renamed.get(tensor.storage);
    if (storage !== undefined) results.add(storage);
    return tensor;
  });
  return { instructions, locals, results, own };
}
