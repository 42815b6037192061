import type { Placeholders } from '../arguments.ts';
import { planMemory } from '../passes/memory-plan.ts';
import type { ProgramParts } from '../program-parts.ts';
import { elementsIn } from '../typed-memory.ts';
import type { Executor, PlannedTask } from './executor.ts';
import { callOf } from './kernel-call.ts';

/**
 * Calls the kernels of the CPU device one after the other. It serves every primitive and every dtype,
 * with the bits of eager execution.
 */
export class PlainExecutor implements Executor {
  readonly tasks: readonly PlannedTask[];
  readonly bytes: number;
  private readonly calls: readonly (() => void)[];
  private readonly placeholders: Placeholders;

  constructor({ instructions, locals, results }: ProgramParts, placeholders: Placeholders) {
    this.tasks = instructions.map((instruction) => ({
      kind: 'called',
      instructions: [instruction],
    }));
    const plan = planMemory(
      this.tasks.map((task) => task.instructions),
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

  run(args: readonly unknown[], times: number): void {
    this.placeholders.show(args);
    for (let time = 0; time < times; time++) for (const call of this.calls) call();
  }

  taskRuns(args: readonly unknown[]): readonly ((times: number) => void)[] {
    this.placeholders.show(args);
    return this.calls.map((call) => (times: number): void => {
      for (let time = 0; time < times; time++) call();
    });
  }

  dispose(): void {
    // The garbage collector takes the memory, and everything else has its own.
  }
}
