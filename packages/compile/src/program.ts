import {
  type ComputedPrimitive,
  type CpuKernel,
  cpuKernel,
  getDevice,
  isViewPrimitive,
  type Storage,
  type Tensor,
  zeros,
} from '@chainrule/tensor';
import type { Placeholders } from './arguments.ts';
import { mapTensors } from './structure.ts';
import type { Instruction, Trace } from './trace.ts';

type AnyKernel = (out: Tensor, inputs: readonly Tensor[], params: object) => void;

/** One call of a kernel, all of whose operands have their place in memory. */
interface KernelCall {
  readonly kernel: AnyKernel;
  readonly out: Tensor;
  readonly inputs: readonly Tensor[];
  readonly params: object;
  /** Where `out` goes afterwards, when the target cannot be written as it is read. */
  readonly copyTo: Tensor | null;
  /** Whose version goes up: a storage that outlives the program. */
  readonly changes: Storage | null;
}

const copyDense: AnyKernel = (out, inputs) =>
  (cpuKernel('contiguous') as AnyKernel)(out, inputs, {});

function callOf({ primitive, inputs, params, out, kind }: Instruction): KernelCall {
  // A view that is assigned is copied from where it lies.
  const kernel = isViewPrimitive(primitive)
    ? copyDense
    : (cpuKernel(primitive as ComputedPrimitive) as CpuKernel<never> as AnyKernel);
  if (kind !== 'copy') {
    return {
      kernel,
      out,
      inputs,
      params,
      copyTo: null,
      changes: kind === 'make' ? null : out.storage,
    };
  }
  const aside = zeros([...out.shape], { dtype: out.dtype, device: 'cpu' });
  return { kernel, out: aside, inputs, params, copyTo: out, changes: out.storage };
}

/**
 * A recorded step: a list of kernel calls on tensors whose memory was set aside once. Running it
 * dispatches nothing, records no gradients and allocates nothing.
 */
export class Program<Result> {
  readonly instructions: readonly Instruction[];
  private readonly calls: readonly KernelCall[];
  private readonly placeholders: Placeholders;
  private readonly recorded: Omit<Trace<Result>, 'result'>;
  /** What the step returned, without the graph that it was computed in. */
  private readonly template: Result;

  constructor({ result, ...recorded }: Trace<Result>, placeholders: Placeholders) {
    this.recorded = recorded;
    this.placeholders = placeholders;
    this.template = mapTensors(result, (tensor) =>
      recorded.made.has(tensor.storage) ? tensor.detach() : tensor,
    );
    this.instructions = recorded.instructions;
    this.calls = recorded.instructions.map(callOf);
  }

  /** Whether everything that the recorded step depended on is still as it was. */
  isCurrent(): boolean {
    for (const { read, value } of this.recorded.observations) {
      if (!Object.is(read(), value)) return false;
    }
    return true;
  }

  /** Does what the step did, `times` over, on these arguments. */
  run(args: readonly unknown[], times: number): Result {
    this.placeholders.bind(args);
    const cpu = getDevice('cpu');
    for (let time = 0; time < times; time++) {
      for (const { kernel, out, inputs, params, copyTo, changes } of this.calls) {
        kernel(out, inputs, params);
        if (copyTo !== null) cpu.copy(out, copyTo);
        if (changes !== null) changes.version++;
      }
    }
    for (const [leaf, gradient] of this.recorded.gradients) leaf.grad = gradient;
    return this.result(args);
  }

  /** What the step returned, as it is now, in memory of its own. */
  result(args: readonly unknown[]): Result {
    return mapTensors(this.template, (tensor) => {
      const place = this.placeholders.args.indexOf(tensor);
      if (place !== -1) return args[place] as Tensor;
      return this.recorded.made.has(tensor.storage) ? tensor.clone() : tensor;
    });
  }

  /** Bytes that the program holds for what it computes, parameters and data not counted. */
  get bytes(): number {
    const storages = new Set(this.recorded.made);
    for (const { copyTo, out } of this.calls) if (copyTo !== null) storages.add(out.storage);
    return [...storages].reduce(
      (sum, { buffer }) => sum + (buffer as { byteLength: number }).byteLength,
      0,
    );
  }
}
