import type { Operation, Storage } from '@chainrule/tensor';
import type { Placeholders } from '../arguments.ts';
import { CompileError } from '../compile-error.ts';
import { elementwiseGroups } from '../passes/elementwise-groups.ts';
import { planMemory } from '../passes/memory-plan.ts';
import type { ProgramParts } from '../program-parts.ts';
import type { Instruction } from '../trace.ts';
import type { Executor, PlannedTask } from './executor.ts';
import { callOf } from './kernel-call.ts';

/** A task, with the locals that come to be by it and those that are not needed after it. */
interface Step {
  readonly call: () => void;
  readonly begins: readonly Storage[];
  readonly ends: readonly Storage[];
}

/**
 * Has a device run the kernels that eager execution ran, one after the other, with everything where
 * it is: parameters and the state of optimizers stay on the device over all steps, and nothing is
 * read back. Elementwise kernels whose results nobody else needs run as one, on devices that can. A
 * local's buffer goes back to the device after its last use, which hands it out again.
 */
export class DeviceExecutor implements Executor {
  readonly tasks: readonly PlannedTask[];
  readonly bytes: number;
  private readonly placeholders: Placeholders;
  private readonly locals: ReadonlySet<Storage>;
  private readonly steps: readonly Step[];

  constructor(parts: ProgramParts, placeholders: Placeholders) {
    this.placeholders = placeholders;
    this.locals = parts.locals;
    const groups = elementwiseGroups(parts, fusedInputsOf(parts));
    this.tasks = groups.map((instructions) => ({
      kind: instructions.length > 1 ? 'group' : 'called',
      instructions,
    }));
    this.bytes = planMemory(groups.map(kept), parts.locals, parts.results).bytes;
    this.steps = stepsOf(groups, parts);
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

  /** @throws {CompileError} always: what a device works on in its own time cannot be timed task by task. */
  taskRuns(): never {
    throw new CompileError(
      'profile() times programs on the CPU; a device works on tasks in its own time: time run(n) and a read',
    );
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

/** The tensors that one kernel can read where the program runs: none for devices that run one by one. */
function fusedInputsOf({ instructions }: ProgramParts): number {
  const limits = instructions
    .map(({ out }) => out.storage.device)
    .filter(({ type }) => type !== 'cpu')
    .map(({ prepare, fusedInputs }) => (prepare === undefined ? 0 : (fusedInputs ?? 0)));
  return Math.min(...limits);
}

/** What a group reads, and the one tensor that it writes: nothing in between is kept. */
function storagesOf(group: readonly Instruction[]): Storage[] {
  const { out } = group[group.length - 1] as Instruction;
  const between = new Set<Storage>();
  const read: Storage[] = [];
  for (const instruction of group) {
    for (const { storage } of instruction.inputs) if (!between.has(storage)) read.push(storage);
    between.add(instruction.out.storage);
  }
  return [...new Set([out.storage, ...read])];
}

/** A group as the one instruction that the memory plan sees. */
function kept(group: readonly Instruction[]): Instruction[] {
  const last = group[group.length - 1] as Instruction;
  const needed = new Set(storagesOf(group));
  const inputs = group.flatMap((each) => each.inputs).filter(({ storage }) => needed.has(storage));
  return [{ ...last, inputs }];
}

function callGroup(group: readonly Instruction[]): () => void {
  const [first] = group as [Instruction];
  const { device } = first.out.storage;
  const isPlain = first.kind === 'copy' || first.primitive === 'transfer';
  if (device.prepare === undefined || isPlain) return callOf(first);
  return device.prepare(group as readonly Operation[]);
}

/** The tasks with the lifetimes of the locals; results live until the next run makes them anew. */
function stepsOf(
  groups: readonly (readonly Instruction[])[],
  { locals, results }: ProgramParts,
): Step[] {
  const last = new Map<Storage, readonly Instruction[]>();
  for (const group of groups) for (const storage of storagesOf(group)) last.set(storage, group);
  const begun = new Set<Storage>();
  return groups.map((group) => {
    const { storage } = (group[group.length - 1] as Instruction).out;
    const begins = locals.has(storage) && !begun.has(storage) ? [storage] : [];
    begun.add(storage);
    const ends = storagesOf(group).filter(
      (each) => locals.has(each) && !results.has(each) && last.get(each) === group,
    );
    return { call: callGroup(group), begins, ends };
  });
}
