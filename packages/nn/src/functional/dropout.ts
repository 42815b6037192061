import { ArgumentError, empty, type Generator, type Tensor } from '@chainrule/tensor';
import type { InplaceOptions } from './in-place.ts';
import { type NamedOr, named } from './named.ts';

/** Options of {@link dropout}. */
export interface DropoutOptions extends InplaceOptions {
  /** The probability of an element to become 0. Default 0.5. */
  readonly p?: number;
  /** Whether to drop at all. Default true. */
  readonly training?: boolean;
  /** Where the mask is drawn from. Default: the global generator. */
  readonly generator?: Generator;
}

/** Refuses what is no probability. */
export function checkProbability(p: number): void {
  if (p >= 0 && p <= 1) return;
  throw new ArgumentError(`a dropout probability is from 0 to 1; got ${p}`);
}

/** A tensor to be drawn into that lies in memory as `x` does: PyTorch draws in that order. */
function emptyInMemoryOrderOf(x: Tensor): Tensor {
  const { dtype, storage, shape, strides } = x;
  const options = { dtype, device: storage.device };
  if (x.isContiguous()) return empty([...shape], options);
  const order = shape.map((_, dim) => dim);
  order.sort((a, b) => (strides[b] as number) - (strides[a] as number));
  const inMemory = empty(
    order.map((dim) => shape[dim] as number),
    options,
  );
  return inMemory.permute(shape.map((_, dim) => order.indexOf(dim)));
}

/**
 * Sets elements to 0 with probability `p` and scales the others by `1 / (1 - p)`, so that the sum
 * stays the same on average. The mask is the one that PyTorch draws on the CPU from the same seed.
 *
 * @example
 * ```ts
 * dropout(ones(4), 0.5); // such as tensor([2., 0., 0., 2.])
 * dropout(ones(4), { p: 0.5, training: false }); // tensor([1., 1., 1., 1.])
 * ```
 * @throws {ArgumentError} when `p` is not from 0 to 1.
 * @see Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014).
 */
export function dropout(
  x: Tensor,
  ...given: NamedOr<DropoutOptions, [p?: number, training?: boolean]>
): Tensor {
  const options = named<DropoutOptions>(['p', 'training'], given);
  const { p = 0.5, training = true, inplace = false, generator } = options;
  checkProbability(p);
  if (p === 0 || !training || x.numel() === 0) return x;
  const noise = emptyInMemoryOrderOf(x);
  // Everything is dropped without a draw: 0 / 0 would be NaN.
  if (p < 1) noise.bernoulli_(1 - p, generator === undefined ? {} : { generator }).div_(1 - p);
  return inplace ? x.mul_(noise) : x.mul(noise);
}
