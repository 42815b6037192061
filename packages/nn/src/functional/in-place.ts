import type { Tensor } from '@chainrule/tensor';

/** Options of the functions that can write their result over their input. */
export interface InplaceOptions {
  /** Write the result over the input, and return it. Default false. */
  readonly inplace?: boolean;
}

/** Runs `compute` on `x`, and with `inplace` writes the result over it. */
export function maybeInPlace(
  x: Tensor,
  inplace: boolean | undefined,
  compute: (input: Tensor) => Tensor,
): Tensor {
  if (!inplace) return compute(x);
  // The gradient needs the input as it was, so a copy of it is what is computed from.
  return x.copy_(compute(x.requiresGrad ? x.clone() : x));
}
