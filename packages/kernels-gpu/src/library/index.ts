import { floatFunctions } from './floats.ts';
import type { LibraryFunction } from './function.ts';
import { integerFunctions } from './integers.ts';
import { specialFunctions } from './special.ts';
import { trigonometricFunctions } from './trigonometry.ts';
import { turnFunctions } from './turn.ts';

/** Every function that kernels may call besides their inputs and uniforms. */
export const library: ReadonlyMap<string, LibraryFunction> = new Map(
  Object.entries({
    ...integerFunctions,
    ...floatFunctions,
    ...specialFunctions,
    ...trigonometricFunctions,
    ...turnFunctions,
  }),
);
