import {
  canComputeInPlace,
  Generator,
  type InputsOf,
  type Interpreter,
  installInterpreter,
  isViewPrimitive,
  nextStorageSerial,
  type ParamsOf,
  type Primitive,
  type Storage,
  setTraceHooks,
  type Tensor,
  type TypedArray,
} from '@chainrule/tensor';
import { CompileError } from './compile-error.ts';
import { HostData } from './host-data.ts';
import { HostDraws } from './host-draws.ts';
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

/** A scalar that is set to a number of the surrounding program before each run. */
export interface Feed {
  readonly scalar: Tensor;
  readonly read: () => number;
}

/** What a step did to the gradient of a leaf; `before` is undefined where nobody looked. */
export interface GradientEffect {
  readonly leaf: Tensor;
  readonly before: Tensor | null | undefined;
  readonly after: Tensor | null;
}

/** What one run of a step did. */
export interface Trace<Result> {
  readonly instructions: readonly Instruction[];
  readonly observations: readonly Observation[];
  readonly feeds: readonly Feed[];
  readonly gradients: readonly GradientEffect[];
  /** The storages that the step made by primitives, in order. */
  readonly made: ReadonlySet<Storage>;
  /** The serial of the first storage that came to be in this run. */
  readonly firstSerial: number;
  /** The elements of arrays that the step made by JavaScript. */
  readonly uploads: ReadonlyMap<Storage, TypedArray>;
  readonly result: Result;
}

/** The same elements without a history, so that a program does not hold the graph of its trace. */
function bare(tensor: Tensor): Tensor {
  return tensor.withLayout(tensor.shape, tensor.strides, tensor.offset);
}

class Recorder implements Interpreter {
  readonly made: Set<Storage> = new Set();
  readonly seen: Set<Tensor> = new Set();
  readonly firstSerial = nextStorageSerial();
  private readonly recorded: Instruction[] = [];
  private readonly hostData = new HostData();
  private readonly hostDraws = new HostDraws();
  private readonly below: Interpreter;

  constructor(below: Interpreter) {
    this.below = below;
  }

  /** All that was recorded, after the copies of arrays that the step makes anew and then changes. */
  get instructions(): Instruction[] {
    return [...this.hostData.copies, ...this.recorded];
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
    if (this.isFromHost(target.storage)) {
      this.hostData.copyBeforeWrite(target.storage);
      this.made.add(target.storage);
    }
    const direct = !isViewPrimitive(primitive) && canComputeInPlace(primitive, target, inputs);
    this.below.assign(target, primitive, inputs, params);
    this.record(primitive, inputs, params, target, direct ? 'change' : 'copy');
    return target;
  }

  /** Reads of what is the same in every run are harmless: constants, and arrays made in the step. */
  mayRead({ storage }: Tensor): boolean {
    return storage.constant || this.isFromHost(storage);
  }

  /** Whether the step made it by JavaScript rather than by primitives. */
  private isFromHost(storage: Storage): boolean {
    return storage.serial >= this.firstSerial && !this.made.has(storage);
  }

  private record(
    primitive: Primitive,
    inputs: readonly Tensor[],
    params: object,
    out: Tensor,
    kind: Instruction['kind'],
  ): void {
    for (const input of inputs) {
      this.seen.add(input);
      // The next trace is compared with it, which a `tidy` around this call is not to prevent.
      if (this.isFromHost(input.storage)) input.storage.kept = true;
    }
    this.recorded.push({ primitive, inputs: inputs.map(bare), params, out: bare(out), kind });
    const { generator } = params as { generator?: unknown };
    if (generator instanceof Generator) this.hostDraws.afterDraw(generator);
  }

  /** Refuses draws that were not recorded, and moves that read from a device. */
  private check(primitive: Primitive, inputs: readonly Tensor[], params: object): void {
    const { generator } = params as { generator?: unknown };
    if (generator instanceof Generator) this.hostDraws.check(generator);
    const from = primitive === 'transfer' ? inputs[0]?.device : 'cpu';
    if (from === 'cpu') return;
    throw new CompileError(
      `a compiled step does not wait for '${from}', as moving a tensor away from it does, at ${userLine()}; ` +
        'return the tensor and move it outside of the step',
    );
  }

  /** What became of the gradients of the leaves that the step used. */
  gradients(before: ReadonlyMap<Tensor, Tensor | null>): GradientEffect[] {
    this.hostDraws.checkAll();
    return [...this.seen]
      .filter((tensor) => tensor.isLeaf && (tensor.requiresGrad || tensor.grad !== null))
      .map((leaf) => ({ leaf, before: before.get(leaf), after: leaf.grad }));
  }
}

/**
 * Runs `step` once, for real, and records what it did.
 *
 * @param leaves - the leaves whose gradients the step is expected to touch.
 * @throws {CompileError} when the step reads elements, draws on the host, or moves a tensor to the CPU.
 */
export function trace<Result>(step: () => Result, leaves: readonly Tensor[]): Trace<Result> {
  let installed: Recorder | undefined;
  const uninstall = installInterpreter('trace', (below) => {
    installed = new Recorder(below);
    return installed;
  });
  const recorder = installed as unknown as Recorder;
  const observations: Observation[] = [];
  const feeds: Feed[] = [];
  const uploads = new Map<Storage, TypedArray>();
  setTraceHooks({
    beforeRead(tensor) {
      const isFed = feeds.some(({ scalar }) => scalar.storage === tensor.storage);
      if (!isFed && recorder.mayRead(tensor)) return;
      throw new CompileError(
        `a compiled step cannot read elements, as at ${userLine()}: it is recorded once and run without ` +
          'this code; return the tensor and read it outside of the step',
      );
    },
    uploaded(storage, elements) {
      uploads.set(storage, elements);
    },
    observe(read) {
      const value = read();
      observations.push({ read, value });
      return value;
    },
    feed(scalar, read) {
      feeds.push({ scalar, read });
    },
  });
  try {
    const before = new Map(leaves.map((leaf) => [leaf, leaf.grad]));
    const result = step();
    if (result instanceof Promise) {
      throw new CompileError('a compiled step cannot be async: it is recorded from start to end');
    }
    const gradients = recorder.gradients(before);
    const { instructions, made, firstSerial } = recorder;
    return { instructions, observations, feeds, gradients, made, firstSerial, uploads, result };
  } finally {
    setTraceHooks(undefined);
    uninstall();
  }
}
