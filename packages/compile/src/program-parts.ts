import type { Storage } from '@chainrule/tensor';
import type { Instruction } from './trace.ts';

/** The instructions of a program, and which of the storages they use are its own. */
export interface ProgramParts {
  readonly instructions: readonly Instruction[];
  /** Storages that hold nothing before the program writes them, nor matter after it. */
  readonly locals: ReadonlySet<Storage>;
  /** Locals whose values are read when the program has run: those of its results. */
  readonly results: ReadonlySet<Storage>;
}

/** Whether an instruction overwrites all of the storage that it writes, without reading it. */
export function definesWhole({ out, kind, inputs }: Instruction): boolean {
  if (kind === 'make') return true;
  return (
    kind === 'change' &&
    out.numel() === out.storage.length &&
    inputs.every((input) => input.storage !== out.storage)
  );
}

/** Whether an instruction does more than compute its result: a draw moves its generator on. */
export function hasEffect({ primitive }: Instruction): boolean {
  return primitive === 'random';
}

/** Locals that are written once, as a whole: what reads them finds one value, wherever it stands. */
export function valuesOf({ instructions, locals }: ProgramParts): Set<Storage> {
  const values = new Set<Storage>();
  const written = new Set<Storage>();
  for (const { out, kind } of instructions) {
    const { storage } = out;
    if (kind === 'make' && locals.has(storage) && !written.has(storage)) values.add(storage);
    else values.delete(storage);
    written.add(storage);
  }
  return values;
}
