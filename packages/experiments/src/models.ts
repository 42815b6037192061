import type { Tensor } from '@chainrule/tensor';

/** How many numbers a model learns. */
export function countParameters(model: { parameters(): Iterable<Tensor> }): number {
  let count = 0;
  for (const parameter of model.parameters()) count += parameter.numel();
  return count;
}
