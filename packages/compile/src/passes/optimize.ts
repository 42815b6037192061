import type { Tensor } from '@chainrule/tensor';
import type { ProgramParts } from '../program-parts.ts';
import { shareValues } from './common-subexpressions.ts';
import { foldConstants } from './constants.ts';
import { withoutDeadCode } from './dead-code.ts';

/** A program that does the same with less, and where to read its results. */
export interface OptimizedProgram extends ProgramParts {
  readonly resultOf: (tensor: Tensor) => Tensor;
}

/** Drops what is not needed, computes nothing twice, and puts numbers in the place of constants. */
export function optimize(recorded: ProgramParts): OptimizedProgram {
  const needed = withoutDeadCode(recorded);
  const shared = shareValues({ ...recorded, instructions: needed });
  const resultOf = (tensor: Tensor): Tensor => shared.substitution.of(tensor);
  const results = new Set(
    [...recorded.results].map((storage) => shared.substitution.storageOf(storage)),
  );
  const folded = foldConstants({ ...recorded, results, instructions: shared.instructions });
  const parts = { ...recorded, results };
  return { ...parts, resultOf, instructions: withoutDeadCode({ ...parts, instructions: folded }) };
}
