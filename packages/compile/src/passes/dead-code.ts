import type { Storage } from '@chainrule/tensor';
import { definesWhole, hasEffect, type ProgramParts } from '../program-parts.ts';
import type { Instruction } from '../trace.ts';

/** Leaves out what computes nothing that is read later, by the program or after it. */
export function withoutDeadCode({ instructions, locals, results }: ProgramParts): Instruction[] {
  const live = new Set<Storage>(results);
  const kept: Instruction[] = [];
  for (let place = instructions.length - 1; place >= 0; place--) {
    const instruction = instructions[place] as Instruction;
    const { storage } = instruction.out;
    const isRead = live.has(storage) || !locals.has(storage);
    if (!isRead && !hasEffect(instruction)) continue;
    if (definesWhole(instruction)) live.delete(storage);
    for (const input of instruction.inputs) live.add(input.storage);
    kept.push(instruction);
  }
  return kept.reverse();
}
