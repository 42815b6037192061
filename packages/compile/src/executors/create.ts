import type { Placeholders } from '../arguments.ts';
import type { ProgramParts } from '../program-parts.ts';
import type { Executor } from './executor.ts';
import { PlainExecutor } from './plain.ts';

/** The executor that is best for a program here. */
export function createExecutor(parts: ProgramParts, placeholders: Placeholders): Executor {
  return new PlainExecutor(parts, placeholders);
}
