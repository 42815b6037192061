import { ArgumentError, type Tensor } from '@chainrule/tensor';

/** What becomes of the losses of single elements: their mean, their sum, or nothing. */
export type Reduction = 'mean' | 'sum' | 'none';

/** Options of every loss. */
export interface LossOptions {
  /** Default `mean`. */
  readonly reduction?: Reduction;
}

/** Refuses what is no reduction. */
export function checkReduction(
  reduction: string,
  known: readonly string[] = ['mean', 'sum', 'none'],
): void {
  if (known.includes(reduction)) return;
  const names = known.map((name) => `'${name}'`).join(', ');
  throw new ArgumentError(`a reduction is one of ${names}; got ${JSON.stringify(reduction)}`);
}

/** The losses of single elements, reduced. */
export function reduce(losses: Tensor, reduction: Reduction = 'mean'): Tensor {
  checkReduction(reduction);
  if (reduction === 'none') return losses;
  return reduction === 'sum' ? losses.sum() : losses.mean();
}
