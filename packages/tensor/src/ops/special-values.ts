import { nameGradient } from '../autograd-slot.ts';
import { isFloatingPoint } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';

/**
 * Whether an element is NaN, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.isnan.html
 */
export function isnan(x: Tensor): Tensor {
  return x.ne(x);
}

/**
 * Whether an element is infinite, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.isinf.html
 */
export function isinf(x: Tensor): Tensor {
  return x.abs().eq(Number.POSITIVE_INFINITY);
}

/**
 * Whether an element is neither NaN nor infinite, as bool.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.isfinite.html
 */
export function isfinite(x: Tensor): Tensor {
  return x.abs().lt(Number.POSITIVE_INFINITY);
}

/** The largest finite value of each floating point dtype. */
const largestFinite = { float32: 3.4028234663852886e38, float64: Number.MAX_VALUE } as const;

/**
 * `x` with NaN and infinities replaced by numbers. Elementwise.
 *
 * @param nan - what takes the place of NaN. Default 0.
 * @param posinf - what takes the place of infinity. Default: the dtype's largest number.
 * @param neginf - what takes the place of minus infinity. Default: the dtype's smallest number.
 * @see https://pytorch.org/docs/stable/generated/torch.nan_to_num.html
 */
export function nanToNum(
  x: Tensor,
  nan: number | NanToNumOptions = 0,
  posinf?: number,
  neginf?: number,
): Tensor {
  if (typeof nan === 'object') return nanToNum(x, nan.nan, nan.posinf, nan.neginf);
  if (!isFloatingPoint(x.dtype)) return x.clone();
  const largest = largestFinite[x.dtype as keyof typeof largestFinite];
  const result = x
    .maskedFill(isnan(x), nan)
    .maskedFill(x.eq(Number.POSITIVE_INFINITY), posinf ?? largest)
    .maskedFill(x.eq(Number.NEGATIVE_INFINITY), neginf ?? -largest);
  return nameGradient(result, 'NanToNumBackward0');
}

/** What `nanToNum` puts in place of special values, by name. */
export interface NanToNumOptions {
  readonly nan?: number;
  readonly posinf?: number;
  readonly neginf?: number;
}
