import type { Storage, Tensor, TypedArray } from '@chainrule/tensor';
import type { Instruction, Trace } from './trace.ts';

/** Names storages by the part they play, so that those of two traces can be told to be alike. */
class Names {
  private readonly byStorage = new Map<Storage, string>();
  private readonly trace: Trace<unknown>;
  private count = 0;

  constructor(trace: Trace<unknown>) {
    this.trace = trace;
    trace.feeds.forEach(({ scalar }, place) => {
      this.byStorage.set(scalar.storage, `fed ${place}`);
    });
  }

  /** What is made in the step has a name; what comes from outside of it is `null`. */
  of(storage: Storage): string | null {
    const known = this.byStorage.get(storage);
    if (known !== undefined) return known;
    if (!this.trace.made.has(storage)) return null;
    const name = `made ${this.count++}`;
    this.byStorage.set(storage, name);
    return name;
  }

  /** The elements of what is not made by primitives, where they can be told. */
  elementsOf(storage: Storage): ArrayLike<number> | undefined {
    if (storage.device.type === 'cpu') return storage.buffer as TypedArray;
    return this.trace.uploads.get(storage);
  }

  /** Whether the storage came to be in this run of the step. */
  isNew(storage: Storage): boolean {
    return storage.constant || storage.serial >= this.trace.firstSerial;
  }
}

function sameElements(a: Storage, b: Storage, aNames: Names, bNames: Names): boolean {
  if (a.dtype !== b.dtype || a.device !== b.device || a.length !== b.length) return false;
  if (a.constant && b.constant) return Object.is(a.value, b.value);
  const [left, right] = [aNames.elementsOf(a), bNames.elementsOf(b)];
  if (left === undefined || right === undefined) return false;
  for (let i = 0; i < left.length; i++) if (!Object.is(left[i], right[i])) return false;
  return true;
}

function sameTensor(a: Tensor, b: Tensor, aNames: Names, bNames: Names): boolean {
  const sameLayout =
    a.offset === b.offset && `${a.shape}|${a.strides}` === `${b.shape}|${b.strides}`;
  if (!sameLayout) return false;
  const [aName, bName] = [aNames.of(a.storage), bNames.of(b.storage)];
  if (aName !== null || bName !== null) return aName === bName;
  if (a.storage === b.storage) return true;
  // Numbers in the code, and arrays that the step makes anew each time, are other storages of the
  // same elements. What one run made and the next one found is passed on in a variable.
  return (
    aNames.isNew(a.storage) &&
    bNames.isNew(b.storage) &&
    sameElements(a.storage, b.storage, aNames, bNames)
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (!isPlain(a) || !isPlain(b)) return false;
  const [left, right] = [Object.entries(a), b as Record<string, unknown>];
  return (
    left.length === Object.keys(b).length &&
    left.every(([name, value]) => sameValue(value, right[name]))
  );
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function sameInstruction(a: Instruction, b: Instruction, aNames: Names, bNames: Names): boolean {
  return (
    a.primitive === b.primitive &&
    a.kind === b.kind &&
    a.inputs.length === b.inputs.length &&
    sameValue(a.params, b.params) &&
    a.inputs.every((input, place) =>
      sameTensor(input, b.inputs[place] as Tensor, aNames, bNames),
    ) &&
    sameTensor(a.out, b.out, aNames, bNames)
  );
}

/**
 * The first instruction in which two runs of a step differ, or -1: what a step does the second time
 * and the third is what it does from then on.
 */
export function firstDifference(a: Trace<unknown>, b: Trace<unknown>): number {
  const [aNames, bNames] = [new Names(a), new Names(b)];
  const length = Math.max(a.instructions.length, b.instructions.length);
  for (let place = 0; place < length; place++) {
    const [left, right] = [a.instructions[place], b.instructions[place]];
    if (left === undefined || right === undefined) return place;
    if (!sameInstruction(left, right, aNames, bNames)) return place;
  }
  return -1;
}
