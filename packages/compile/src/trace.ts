import {
  canComputeInPlace,
  type InputsOf,
  type Interpreter,
  installInterpreter,
  isViewPrimitive,
  type ParamsOf,
  type Primitive,
  type Storage,
  setTraceHooks,
  type Tensor,
} from '@chainrule/tensor';
import { CompileError } from './compile-error.ts';
import { userLine } from './user-line.ts';

/** One primitive of a program: what it reads, and the tensor that it writes. */
export interface Instruction {
  readonly primitive: Primitive;
  readonly inputs: readonly Tensor[];
  readonly params: object;
  readonly out: Tensor;
  /** How `out` is written: made by this instruction, changed in place, or computed aside and copied. */
  readonly kind: 'make' | 'change' | 'copy';
}

/** A value of the surrounding program that the trace depends on. */
export interface Observation {
  readonly read: () => unknown;
  readonly value: unknown;
}

/** What one run of a step did. */
export interface Trace<Result> {
  readonly instructions: readonly Instruction[];
  readonly observations: readonly Observation[];
  /** Leaves whose gradient the step computed, with that gradient. */
  readonly gradients: readonly (readonly [leaf: Tensor, gradient: Tensor])[];
  /** The storages that the step made, in order. */
  readonly made: ReadonlySet<Storage>;
  readonly result: Result;
}

/** The same elements without a history, so that a program does not hold the graph of its trace. */
function bare(tensor: Tensor): Tensor {
  return tensor.withLayout(tensor.shape, tensor.strides, tensor.offset);
}

class Recorder implements Interpreter {
  readonly instructions: Instruction[] = [];
  readonly observations: Observation[] = [];
  readonly made: Set<Storage> = new Set();
  readonly seen: Set<Tensor> = new Set();
  private readonly below: Interpreter;

  constructor(below: Interpreter) {
    this.below = below;
  }

  apply<P extends Primitive>(primitive: P, inputs: InputsOf<P>, params: ParamsOf<P>): Tensor {
    this.check(primitive, inputs, params);
    const result = this.below.apply(primitive, inputs, params);
    // A view moves nothing: whatever reads it finds the elements where they are.
    if (isViewPrimitive(primitive)) return result;
    this.made.add(result.storage);
    this.record(primitive, inputs, params, result, 'make');
    return result;
  }

  assign<P extends Primitive>(
    target: Tensor,
    primitive: P,
    inputs: InputsOf<P>,
    params: ParamsOf<P>,
  ): Tensor {
    this.check(primitive, [target, ...inputs], params);
    const direct = !isViewPrimitive(primitive) && canComputeInPlace(primitive, target, inputs);
    this.below.assign(target, primitive, inputs, params);
    this.record(primitive, inputs, params, target, direct ? 'change' : 'copy');
    return target;
  }

  private record(
    primitive: Primitive,
    inputs: readonly Tensor[],
    params: object,
    out: Tensor,
    kind: Instruction['kind'],
  ): void {
    for (const input of inputs) this.seen.add(input);
    this.instructions.push({ primitive, inputs: inputs.map(bare), params, out: bare(out), kind });
  }

  private check(primitive: Primitive, inputs: readonly Tensor[], params: object): void {
    const { device } = params as { device?: { type: string } };
    const other = inputs.find((input) => input.device !== 'cpu')?.device ?? device?.type ?? 'cpu';
    if (other === 'cpu' && primitive !== 'transfer') return;
    throw new CompileError(
      `a compiled step runs on 'cpu'; ${primitive} uses '${other}' at ${userLine()}; ` +
        'move tensors before the step, or run it without compile()',
    );
  }

  gradients(): [Tensor, Tensor][] {
    const found: [Tensor, Tensor][] = [];
    for (const tensor of this.seen) {
      const { grad } = tensor;
      if (grad !== null && this.made.has(grad.storage)) found.push([tensor, grad]);
    }
    return found;
  }
}

/**
 * Runs `step` once, for real, and records what it did.
 *
 * @throws {CompileError} when the step reads elements, or leaves the CPU.
 */
export function trace<Result>(step: () => Result): Trace<Result> {
  let recorder: Recorder | undefined;
  const uninstall = installInterpreter('trace', (below) => {
    recorder = new Recorder(below);
    return recorder;
  });
  const { instructions, observations, made } = recorder as unknown as Recorder;
  setTraceHooks({
    beforeRead() {
      throw new CompileError(
        `a compiled step cannot read elements, as at ${userLine()}: it is recorded once and run without ` +
          'this code; return the tensor and read it outside of the step',
      );
    },
    observe(read) {
      const value = read();
      observations.push({ read, value });
      return value;
    },
  });
  try {
    const result = step();
    const gradients = (recorder as unknown as Recorder).gradients();
    return { instructions, observations, gradients, made, result };
  } finally {
    setTraceHooks(undefined);
    uninstall();
  }
}
