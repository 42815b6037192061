import { bytesPerElement, primitiveKinds, type Storage, type Tensor } from '@chainrule/tensor';
import type { Instruction } from '../trace.ts';

/** Where the locals of a program lie in one block of memory. */
export interface MemoryPlan {
  /** The first byte of each. */
  readonly offsets: ReadonlyMap<Storage, number>;
  /** The length of the block. */
  readonly bytes: number;
}

/** A vector's width, so that every array starts where vectors do. */
const ALIGNMENT = 16;

/** A piece of memory that is used from one task to another, by one storage after the other. */
interface Piece {
  readonly bytes: number;
  readonly from: number;
  to: number;
}

/** The first and the last task that uses something. */
interface Lifetime {
  readonly storage: Storage;
  readonly from: number;
  to: number;
}

function bytesOf({ dtype, length }: Storage): number {
  return Math.ceil((length * bytesPerElement(dtype)) / ALIGNMENT) * ALIGNMENT;
}

function isWhole(tensor: Tensor): boolean {
  return tensor.isContiguous() && tensor.numel() === tensor.storage.length;
}

/** Whether `input` is read place by place as `out` is written, so that both may be one in memory. */
function isReadInStep({ primitive, inputs, out }: Instruction, input: Tensor): boolean {
  return (
    primitiveKinds[primitive] === 'elementwise' &&
    input.storage.length === out.storage.length &&
    bytesPerElement(input.dtype) === bytesPerElement(out.dtype) &&
    isWhole(out) &&
    inputs.every((other) => other.storage !== input.storage || isWhole(other))
  );
}

/**
 * Lays the locals of a program over each other, so that those that are never needed at the same time
 * share memory, and elementwise results take the place of operands that are read for the last time.
 *
 * @param tasks - the instructions in order; those of one task may run interleaved.
 * @param locals - the storages to place.
 * @param results - those among them that are read when the program has run.
 */
export function planMemory(
  tasks: readonly (readonly Instruction[])[],
  locals: ReadonlySet<Storage>,
  results: ReadonlySet<Storage>,
): MemoryPlan {
  const lifetimes = new Map<Storage, Lifetime>();
  const lastReader = new Map<Storage, Instruction>();
  tasks.forEach((task, place) => {
    for (const instruction of task) {
      for (const { storage } of [...instruction.inputs, instruction.out]) {
        if (!locals.has(storage)) continue;
        const known = lifetimes.get(storage);
        if (known === undefined) lifetimes.set(storage, { storage, from: place, to: place });
        else known.to = place;
        lastReader.set(storage, instruction);
      }
    }
  });
  for (const storage of results) {
    const lifetime = lifetimes.get(storage);
    if (lifetime !== undefined) lifetime.to = tasks.length;
  }

  const pieces = new Map<Storage, Piece>();
  for (const task of tasks) {
    for (const instruction of task) {
      const { storage } = instruction.out;
      const lifetime = lifetimes.get(storage);
      if (lifetime === undefined || pieces.has(storage)) continue;
      const heir = instruction.inputs.find(
        (input) =>
          pieces.has(input.storage) &&
          !results.has(input.storage) &&
          lastReader.get(input.storage) === instruction &&
          isReadInStep(instruction, input),
      );
      const inherited = heir && pieces.get(heir.storage);
      if (inherited !== undefined) inherited.to = Math.max(inherited.to, lifetime.to);
      const { from, to } = lifetime;
      pieces.set(storage, inherited ?? { bytes: bytesOf(storage), from, to });
    }
  }
  return place(pieces);
}

/** Puts each piece, the largest first, where no piece of the same time lies. */
function place(pieces: ReadonlyMap<Storage, Piece>): MemoryPlan {
  const begins = new Map<Piece, number>();
  const inOrder = [...new Set(pieces.values())].sort(
    (a, b) => b.bytes - a.bytes || a.from - b.from,
  );
  let end = 0;
  for (const piece of inOrder) {
    const taken = [...begins]
      .filter(([other]) => other.from <= piece.to && piece.from <= other.to)
      .sort(([, a], [, b]) => a - b);
    let begin = 0;
    for (const [other, at] of taken) {
      if (at - begin >= piece.bytes) break;
      begin = Math.max(begin, at + other.bytes);
    }
    begins.set(piece, begin);
    end = Math.max(end, begin + piece.bytes);
  }
  const offsets = new Map<Storage, number>();
  for (const [storage, piece] of pieces) offsets.set(storage, begins.get(piece) as number);
  return { offsets, bytes: end };
}
