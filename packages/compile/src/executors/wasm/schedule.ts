import {
  contiguousStrides,
  numberOfElements,
  primitiveKinds,
  type Storage,
  Tensor,
} from '@chainrule/tensor';
import { hasEffect, type ProgramParts } from '../../program-parts.ts';
import { programStorage } from '../../program-storage.ts';
import type { Instruction } from '../../trace.ts';
import { encoderOf } from './coded.ts';
import { type ElementOperation, elementOperations } from './element-operations.ts';
import { geometryOf } from './geometry.ts';
import { Relations } from './relations.ts';
import type { Group, Task } from './tasks.ts';

/** More operations than this would need more arrays at a time than the first-level cache holds. */
const MOST_OPERATIONS = 32;

/** Up to this size everything fits, however many operations there are. */
const SMALL = 64;

function storagesOf({ inputs, out }: Instruction): Storage[] {
  return [...inputs.map(({ storage }) => storage), out.storage];
}

/** Whether `later` has to stay behind `earlier`. */
function mustFollow(later: Instruction, earlier: Instruction): boolean {
  if (hasEffect(later) && hasEffect(earlier)) return true;
  return (
    storagesOf(later).includes(earlier.out.storage) ||
    storagesOf(earlier).includes(later.out.storage)
  );
}

/** Whether two accesses, of which one writes, touch the same elements at the same time in a group. */
function areAligned(a: Tensor, b: Tensor, elements: number): boolean {
  return (
    a.offset === b.offset &&
    a.numel() === elements &&
    b.numel() === elements &&
    a.isContiguous() &&
    b.isContiguous()
  );
}

/** Whether an instruction may run interleaved with those of a group, after them. */
function mayInterleave(instruction: Instruction, group: Group): boolean {
  const accesses = [...instruction.inputs, instruction.out];
  return group.instructions.every((earlier) =>
    [...earlier.inputs, earlier.out].every((before) =>
      accesses.every(
        (now) =>
          before.storage !== now.storage ||
          (before !== earlier.out && now !== instruction.out) ||
          areAligned(before, now, group.elements),
      ),
    ),
  );
}

/** The element operations of an instruction, with the columns that its operands ask for. */
interface Elements {
  readonly operations: readonly ElementOperation[];
  readonly columns: number | null;
}

/** A copy of an operand that no group can read where it lies. */
function dense(operand: Tensor, locals: Set<Storage>): { copy: Instruction; tensor: Tensor } {
  const { shape, storage } = operand;
  const made = programStorage(storage.device, storage.dtype, numberOfElements(shape));
  locals.add(made);
  const tensor = new Tensor(made, shape, contiguousStrides(shape), 0);
  const copy = {
    primitive: 'contiguous',
    inputs: [operand],
    params: {},
    out: tensor,
    kind: 'make',
  } as const;
  return { copy, tensor };
}

/** Puts the instructions of a program into tasks, elementwise ones into as few groups as possible. */
export class Schedule {
  readonly tasks: Task[] = [];
  /** Those of the program, and copies that groups need. */
  readonly locals: Set<Storage>;
  private readonly drawsAreCoded: boolean;
  private readonly relations: Relations;

  constructor({ instructions, locals }: ProgramParts) {
    this.locals = new Set(locals);
    // A generator's state is in one place: draws are all in WebAssembly, or none is.
    this.drawsAreCoded = instructions.every(
      (instruction) => !hasEffect(instruction) || encoderOf(instruction) !== null,
    );
    this.relations = new Relations(
      instructions.filter(({ primitive }) => primitiveKinds[primitive] === 'elementwise'),
    );
    for (const instruction of instructions) this.add(instruction);
  }

  private add(instruction: Instruction): void {
    if (instruction.out.numel() === 0) return;
    const elements = this.elementsOf(instruction);
    if (elements !== null) {
      this.addElements(elements.instruction, elements);
      return;
    }
    const encode = hasEffect(instruction) && !this.drawsAreCoded ? null : encoderOf(instruction);
    const instructions = [instruction] as const;
    const task: Task =
      encode === null ? { kind: 'called', instructions } : { kind: 'coded', instructions, encode };
    this.insert(task, this.earliest(instruction));
  }

  /** As element operations, with copies scheduled of what they cannot read; `null` if it is none. */
  private elementsOf(original: Instruction): (Elements & { instruction: Instruction }) | null {
    const { primitive, out, kind } = original;
    const isElementwise = primitiveKinds[primitive] === 'elementwise' || primitive === 'full';
    if (!isElementwise || !out.isContiguous()) return null;
    if (elementOperations(original) === null) return null;
    const isCopy = primitive === 'contiguous';
    const inputs: Tensor[] = [];
    for (const input of original.inputs) {
      if (geometryOf(input, out.shape) !== null) inputs.push(input);
      // Copying it first would be the same copy.
      else if (isCopy || kind === 'copy') return null;
      else {
        const { copy, tensor } = dense(input, this.locals);
        this.add(copy);
        inputs.push(tensor);
      }
    }
    const instruction = { ...original, inputs };
    const operations = elementOperations(instruction) as ElementOperation[];
    let columns: number | null = null;
    for (const operand of operations.flatMap(({ operands }) => operands)) {
      const asked = geometryOf(operand, out.shape)?.columns ?? null;
      if (asked !== null && columns !== null && asked !== columns) return null;
      columns ??= asked;
    }
    return { instruction, operations, columns };
  }

  private canJoin(instruction: Instruction, columns: number | null, group: Group): boolean {
    const { elements, operations, instructions } = group;
    const { out } = instruction;
    const [first] = instructions as [Instruction];
    return (
      elements === out.numel() &&
      (columns === null || group.columns === null || columns === group.columns) &&
      (elements <= SMALL || operations.length < MOST_OPERATIONS) &&
      // Arrays that have nothing to do with each other would only take each other's place in cache.
      (elements <= SMALL || this.relations.areRelated(first.out.storage, out.storage)) &&
      mayInterleave(instruction, group)
    );
  }

  private addElements(instruction: Instruction, { operations, columns }: Elements): void {
    const elements = instruction.out.numel();
    let place = this.tasks.length;
    let found: Group | undefined;
    for (; place > 0; place--) {
      const task = this.tasks[place - 1] as Task;
      if (task.kind === 'group' && this.canJoin(instruction, columns, task)) found = task;
      if (found !== undefined && elements > SMALL) break;
      if (task.instructions.some((earlier) => mustFollow(instruction, earlier))) break;
    }
    if (found === undefined) {
      found = {
        kind: 'group',
        elements,
        columns,
        instructions: [instruction],
        operations: [...operations],
      };
      this.insert(found, place);
      return;
    }
    found.columns ??= columns;
    found.instructions.push(instruction);
    found.operations.push(...operations);
  }

  /** The earliest place in the tasks where an instruction may stand. */
  private earliest(instruction: Instruction): number {
    let place = this.tasks.length;
    for (; place > 0; place--) {
      const task = this.tasks[place - 1] as Task;
      if (task.instructions.some((earlier) => mustFollow(instruction, earlier))) break;
    }
    return place;
  }

  /**
   * Small tasks go as early as they may, out of the way of groups that could be one; large ones stay
   * where they are, close to what made their operands.
   */
  private insert(task: Task, earliest: number): void {
    const isSmall = task.instructions.every(({ out }) => out.numel() <= SMALL);
    this.tasks.splice(isSmall ? earliest : this.tasks.length, 0, task);
  }
}
