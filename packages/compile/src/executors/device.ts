import { numberOfElements, type Storage, type Tensor } from '@chainrule/tensor';
import type { Placeholders } from '../arguments.ts';
import { planMemory } from '../passes/memory-plan.ts';
import type { ProgramParts } from '../program-parts.ts';
import type { Instruction } from '../trace.ts';
import type { Executor, PlannedTask } from './executor.ts';
import { callOf } from './kernel-call.ts';

/** An instruction, with the locals that come to be by it and those that are not needed after it. */
interface Step {
  readonly call: () => void;
  readonly begins: readonly Storage[];
  readonly ends: readonly Storage[];
}

/**
 * Has a device run the kernels that eager execution ran, one after the other, with everything where
 * it is: parameters and the state of optimizers stay on the device over all steps, and nothing is
 * read back. A local's buffer goes back to the device after its last use, which hands it out again.
 */
export class DeviceExecutor implements Executor {
  readonly tasks: readonly PlannedTask[];
  readonly bytes: number;
  private readonly placeholders: Placeholders;
  private readonly locals: ReadonlySet<Storage>;
  private readonly steps: readonly Step[];

  constructor({ instructions, locals, results }: ProgramParts, placeholders: Placeholders) {
    this.placeholders = placeholders;
    this.locals = locals;
    this.tasks = instructions.map((instruction) => ({
      kind: 'called',
      instructions: [instruction],
    }));
    const tasks = this.tasks.map((task) => task.instructions);
    this.bytes = planMemory(tasks, locals, results).bytes;
    this.steps = stepsOf(instructions, locals, results);
  }

  run(args: readonly unknown[], times: number): void {
    this.placeholders.show(args);
    try {
      this.repeat(times);
    } finally {
      this.placeholders.giveBack(args);
    }
  }

  private repeat(times: number): void {
    for (let time = 0; time < times; time++) {
      for (const { call, begins, ends } of this.steps) {
        for (const storage of begins) renew(storage);
        call();
        for (const storage of ends) letGo(storage);
      }
    }
  }

  dispose(): void {
    for (const storage of this.locals) letGo(storage);
  }
}

function renew(storage: Storage): void {
  letGo(storage);
  storage.buffer = storage.device.allocate(storage.dtype, storage.length);
}

function letGo(storage: Storage): void {
  if (storage.buffer === undefined) return;
  storage.device.free(storage);
  storage.buffer = undefined;
}

function storagesOf({ inputs, out }: Instruction): Storage[] {
  return [out.storage, ...inputs.map(({ storage }: Tensor) => storage)];
}

/** The instructions with the lifetimes of the locals; results live until the next run makes them anew. */
function stepsOf(
  instructions: readonly Instruction[],
  locals: ReadonlySet<Storage>,
  results: ReadonlySet<Storage>,
): Step[] {
  const last = new Map<Storage, Instruction>();
  for (const instruction of instructions) {
    for (const storage of storagesOf(instruction)) last.set(storage, instruction);
  }
  const begun = new Set<Storage>();
  return instructions
    .filter(({ out }) => numberOfElements(out.shape) > 0 || locals.has(out.storage))
    .map((instruction) => {
      const { storage } = instruction.out;
      const begins = locals.has(storage) && !begun.has(storage) ? [storage] : [];
      begun.add(storage);
      const ends = [...new Set(storagesOf(instruction))].filter(
        (each) => locals.has(each) && !results.has(each) && last.get(each) === instruction,
      );
      return { call: callOf(instruction), begins, ends };
    });
}
