import { type ComputedPrimitive, type CpuKernel, cpuKernel, type Tensor } from '@chainrule/tensor';
import type { Placeholders } from '../arguments.ts';
import { planMemory } from '../passes/memory-plan.ts';
import type { ProgramParts } from '../program-parts.ts';
import type { Instruction } from '../trace.ts';
import { elementsIn } from '../typed-memory.ts';
import type { Executor } from './executor.ts';

type AnyKernel = (out: Tensor, inputs: readonly Tensor[], params: object) => void;

/** The function that does what an instruction says, on the operands where they lie. */
function callOf({ primitive, inputs, params, out, kind }: Instruction): () => void {
  if (kind === 'copy') {
    const { device } = out.storage;
    const source = inputs[0] as Tensor;
    return () => device.copy(source, out);
  }
  const kernel = cpuKernel(primitive as ComputedPrimitive) as CpuKernel<never> as AnyKernel;
  return () => kernel(out, inputs, params);
}

/**
 * Calls the kernels of the CPU device one after the other. It serves every primitive and every dtype,
 * with the bits of eager execution.
 */
export class PlainExecutor implements Executor {
  readonly bytes: number;
  private readonly calls: readonly (() => void)[];
  private readonly placeholders: Placeholders;

  constructor({ instructions, locals, results }: ProgramParts, placeholders: Placeholders) {
    const plan = planMemory(
      instructions.map((instruction) => [instruction]),
      locals,
      results,
    );
    const memory = new ArrayBuffer(plan.bytes);
    for (const [storage, offset] of plan.offsets) {
      storage.buffer = elementsIn(memory, storage.dtype, offset, storage.length);
    }
    this.bytes = plan.bytes;
    this.calls = instructions.map(callOf);
    this.placeholders = placeholders;
  }

  bind(args: readonly unknown[]): void {
    this.placeholders.show(args);
  }

  run(times: number): void {
    for (let time = 0; time < times; time++) for (const call of this.calls) call();
  }

  dispose(): void {
    // The garbage collector takes the memory, and everything else has its own.
  }
}
