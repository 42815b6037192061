import {
  contiguousStrides,
  numberOfElements,
  primitiveKinds,
  type Shape,
  type Storage,
  shapesEqual,
  type Tensor,
} from '@chainrule/tensor';
import { definesWhole, type ProgramParts } from '../program-parts.ts';
import type { Instruction } from '../trace.ts';

// Operations and numbers of one group: programs of kernels have bounds too.
const mostOperations = 32;
const mostConstants = 32;

/** Instructions whose values only one instruction needs, with that instruction last. */
interface Group {
  /** Places in the program, in order; the last one's result is kept. */
  readonly members: number[];
  readonly shape: Shape;
}

/** Who needs a value: the instructions that read it, and the one that writes over it. */
interface Value {
  readonly readers: number[];
  /** Whether it is needed after the program, or a part of it is changed. */
  isKept: boolean;
  overwrittenBy: number | null;
}

function isWhole(x: Tensor): boolean {
  return x.offset === 0 && x.isContiguous() && x.numel() === x.storage.length;
}

/** Whether an instruction can be a part of a kernel that writes no more than one whole storage. */
function canJoin(instruction: Instruction): boolean {
  const { primitive, out, kind } = instruction;
  return (
    primitiveKinds[primitive] === 'elementwise' &&
    primitive !== ('transfer' as string) &&
    kind !== 'copy' &&
    out.device !== 'cpu' &&
    isWhole(out) &&
    out.numel() > 0
  );
}

/** The value that each instruction writes, and what becomes of it. */
function valuesWritten({ instructions, locals, results }: ProgramParts): Value[] {
  const current = new Map<Storage, Value>();
  const values = instructions.map((instruction, place) => {
    const { inputs, out } = instruction;
    for (const { storage } of inputs) current.get(storage)?.readers.push(place);
    const before = current.get(out.storage);
    const isWholeWrite = isWhole(out) && (definesWhole(instruction) || canJoin(instruction));
    if (before !== undefined) {
      if (isWholeWrite) before.overwrittenBy = place;
      else before.isKept = true;
    }
    const value: Value = { readers: [], isKept: !isWholeWrite, overwrittenBy: null };
    current.set(out.storage, value);
    return value;
  });
  for (const [storage, value] of current) {
    if (!locals.has(storage) || results.has(storage)) value.isKept = true;
  }
  return values;
}

/**
 * Puts elementwise instructions of one shape together whose results nobody else needs, so that a
 * device computes them in one kernel and keeps what is between them in registers. A group runs where
 * its last member stood.
 *
 * @param mostInputs - the tensors that one kernel can read; 0 where each runs by itself.
 * @returns the instructions in groups, in the order in which they run.
 */
export function elementwiseGroups(parts: ProgramParts, mostInputs: number): Instruction[][] {
  const { instructions } = parts;
  const values = valuesWritten(parts);
  const groupOf: Group[] = [];
  const groups: Group[] = [];

  /** Whether what `place` reads is changed by others before its group runs. */
  const isDisturbed = (place: number, group: Group): boolean => {
    const last = group.members[group.members.length - 1] as number;
    const read = new Set((instructions[place] as Instruction).inputs.map(({ storage }) => storage));
    for (let between = place + 1; between < last; between++) {
      const { storage } = (instructions[between] as Instruction).out;
      if (read.has(storage) && !group.members.includes(between)) return true;
    }
    return false;
  };

  const fits = (members: readonly number[]): boolean => {
    if (mostInputs === 0 || members.length > mostOperations) return false;
    const made = new Set<Storage>();
    const tensors = new Set<string>();
    const constants = new Set<Storage>();
    const numbers = new Map<Storage, number>();
    const numberOf = (storage: Storage): number => {
      const known = numbers.get(storage) ?? numbers.size;
      numbers.set(storage, known);
      return known;
    };
    for (const member of members) {
      const { inputs, out } = instructions[member] as Instruction;
      for (const { storage, shape, strides, offset } of inputs) {
        if (storage.constant) constants.add(storage);
        else if (!made.has(storage)) {
          tensors.add(`${numberOf(storage)} ${shape} ${strides} ${offset}`);
        }
      }
      made.add(out.storage);
    }
    return tensors.size <= mostInputs && constants.size <= mostConstants;
  };

  /** The group that alone needs the value of `place`, if it can be computed there. */
  const onlyUser = (place: number): Group | null => {
    const instruction = instructions[place] as Instruction;
    const { readers, isKept, overwrittenBy } = values[place] as Value;
    if (isKept || readers.length === 0 || !canJoin(instruction)) return null;
    const group = groupOf[readers[0] as number] as Group;
    const users = overwrittenBy === null ? readers : [...readers, overwrittenBy];
    if (users.some((user) => groupOf[user] !== group)) return null;
    if (group.members.some((member) => !canJoin(instructions[member] as Instruction))) return null;
    const { out } = instruction;
    if (!shapesEqual(group.shape, out.shape)) return null;
    // The value is read as it was written, place by place.
    const isReadInPlace = readers.every((reader) =>
      (instructions[reader] as Instruction).inputs.every(
        (input) =>
          input.storage !== out.storage ||
          (shapesEqual(input.shape, out.shape) &&
            input.offset === out.offset &&
            shapesEqual(input.strides, contiguousStrides(out.shape))),
      ),
    );
    if (!isReadInPlace || isDisturbed(place, group)) return null;
    return fits([place, ...group.members]) ? group : null;
  };

  for (let place = instructions.length - 1; place >= 0; place--) {
    const { out } = instructions[place] as Instruction;
    const joined = onlyUser(place);
    if (joined !== null) {
      joined.members.unshift(place);
      groupOf[place] = joined;
      continue;
    }
    const alone = { members: [place], shape: out.shape };
    groupOf[place] = alone;
    groups.unshift(alone);
  }
  return groups
    .map(({ members }) => members.map((member) => instructions[member] as Instruction))
    .filter((members) =>
      members.some(({ out }) => numberOfElements(out.shape) > 0 || parts.locals.has(out.storage)),
    );
}
