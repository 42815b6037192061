import type { Tensor } from '@chainrule/tensor';
import { lower } from '../lower.ts';
import type { ProgramParts } from '../program-parts.ts';
import { trace } from '../trace.ts';

/** What a step does, as a program that nothing was done to yet. */
export function record(step: () => Tensor | readonly Tensor[]): ProgramParts {
  return lower(trace(step, []));
}

/** The names of its primitives, in order. */
export function primitivesOf({ instructions }: Pick<ProgramParts, 'instructions'>): string[] {
  return instructions.map(({ primitive }) => primitive);
}
