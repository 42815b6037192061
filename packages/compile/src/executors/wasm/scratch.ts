import { programCodes as codes } from '@chainrule/kernels-cpu';
import { bytesPerElement, type Storage, type Tensor } from '@chainrule/tensor';
import type { Group, Task } from './tasks.ts';

/** Where a storage lies that only one group uses, within the scratch memory that a thread has for groups. */
export interface Scratch {
  readonly offsets: ReadonlyMap<Storage, number>;
  readonly bytes: number;
}

function storagesOf({ instructions }: Task): Set<Storage> {
  return new Set(
    instructions.flatMap(({ inputs, out }) => [out, ...inputs].map(({ storage }) => storage)),
  );
}

/** Locals that no other task needs, by group: it passes them on, a part at a time. */
export function passedOn(
  tasks: readonly Task[],
  locals: ReadonlySet<Storage>,
  results: ReadonlySet<Storage>,
): Map<Group, Set<Storage>> {
  const users = new Map<Storage, Task | null>();
  for (const task of tasks) {
    for (const storage of storagesOf(task)) users.set(storage, users.has(storage) ? null : task);
  }
  const passed = new Map<Group, Set<Storage>>();
  for (const [storage, user] of users) {
    if (user?.kind !== 'group' || !locals.has(storage) || results.has(storage)) continue;
    const isWhole = (tensor: Tensor): boolean =>
      tensor.storage !== storage ||
      (tensor.isContiguous() && tensor.numel() === user.elements && tensor.offset === 0);
    if (!user.instructions.every(({ inputs, out }) => [out, ...inputs].every(isWhole))) continue;
    passed.set(user, (passed.get(user) ?? new Set()).add(storage));
  }
  return passed;
}

/** Slots of a group's scratch memory, of which each is used again after the last use. */
function placeInGroup(group: Group, passed: ReadonlySet<Storage>): Scratch {
  const last = new Map<Storage, number>();
  group.operations.forEach(({ operands, out }, place) => {
    for (const { storage } of [...operands, out]) if (passed.has(storage)) last.set(storage, place);
  });
  const length = Math.min(codes.CHUNK, group.columns ?? group.elements);
  const free = new Map<number, number[]>();
  const offsets = new Map<Storage, number>();
  let bytes = 0;
  group.operations.forEach(({ operands, out }, place) => {
    const { storage } = out;
    if (passed.has(storage) && !offsets.has(storage)) {
      const size = Math.ceil((length * bytesPerElement(storage.dtype)) / 16) * 16 + 16;
      const reused = free.get(size)?.pop();
      offsets.set(storage, reused ?? bytes);
      if (reused === undefined) bytes += size;
    }
    for (const each of new Set([...operands, out].map((operand) => operand.storage))) {
      const offset = offsets.get(each);
      if (offset === undefined || last.get(each) !== place) continue;
      const size = Math.ceil((length * bytesPerElement(each.dtype)) / 16) * 16 + 16;
      free.set(size, [...(free.get(size) ?? []), offset]);
    }
  });
  // What stays in registers has no place.
  for (const storage of passed) if (!offsets.has(storage)) offsets.set(storage, 0);
  return { offsets, bytes };
}

/**
 * Lays out the scratch memory that all groups share. A group that needs more than there is passes nothing
 * on: small ones may be of any number of operations.
 */
export function planScratch(groups: ReadonlyMap<Group, ReadonlySet<Storage>>): Scratch {
  const offsets = new Map<Storage, number>();
  let bytes = 0;
  for (const [group, passed] of groups) {
    const placed = placeInGroup(group, passed);
    if (placed.bytes > codes.SCRATCH_BYTES) continue;
    for (const [storage, offset] of placed.offsets) offsets.set(storage, offset);
    bytes = Math.max(bytes, placed.bytes);
  }
  return { offsets, bytes };
}
