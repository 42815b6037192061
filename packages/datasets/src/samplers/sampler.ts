import { ArgumentError } from '@chainrule/tensor';

/**
 * An order to read a dataset in; each iteration may give another order.
 *
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.Sampler
 */
export interface Sampler<Index = number> extends Iterable<Index> {
  /** How many indices one iteration gives, where that is known. */
  readonly length?: number;
}

/** Anything that knows how many samples it has. */
export interface Sized {
  readonly length: number;
}

/**
 * The length of a sampler or a dataset that says it.
 *
 * @throws {ArgumentError} when it doesn't.
 */
export function lengthOf(source: { readonly length?: number }, name: string): number {
  if (source.length !== undefined) return source.length;
  throw new ArgumentError(`the ${name} does not say its length; give it a length property`);
}
