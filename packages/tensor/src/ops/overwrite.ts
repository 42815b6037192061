import { nameGradient } from '../autograd-slot.ts';
import { assign } from '../dispatch.ts';
import { type DType, dtypeCategory } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';

/** Refuses to write a float into an integer, or an integer into a bool, as PyTorch does. */
export function checkCastable(name: string, from: DType, target: Tensor): void {
  if (dtypeCategory(from) > dtypeCategory(target.dtype)) {
    throw new DTypeError(
      `${name} would compute in ${from}, which cannot be written in place into ${target.dtype}; ` +
        `write to('${from}') first, or use ${name.slice(0, -1)}`,
    );
  }
}

/** Writes what `compute` makes of `x` into `x` itself. */
export function overwrite(
  name: string,
  x: Tensor,
  compute: (before: Tensor) => Tensor,
  gradientName: string,
): Tensor {
  // What the gradient needs of the value before must outlive it.
  const result = compute(x.requiresGrad ? x.clone() : x);
  checkCastable(name, result.dtype, x);
  return nameGradient(assign(x, 'cast', [result], { dtype: x.dtype }), gradientName);
}
