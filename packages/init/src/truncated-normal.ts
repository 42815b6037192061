import { assign, none, type Tensor, tensor as tensorOf } from '@chainrule/tensor';
import type { NormalOptions } from './normal.ts';
import { type GeneratorOptions, unrecorded } from './options.ts';

/** The distribution that {@link truncNormal_} draws from, by name. */
export interface TruncatedNormalOptions extends NormalOptions {
  /** The smallest value. Default -2. */
  readonly a?: number;
  /** The largest value. Default 2. */
  readonly b?: number;
}

/**
 * Fills `tensor` with numbers drawn from a normal distribution, cut off below `a` and above `b`,
 * and returns it.
 *
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.trunc_normal_
 */
export function truncNormal_(tensor: Tensor, options?: TruncatedNormalOptions): Tensor;
export function truncNormal_(
  tensor: Tensor,
  mean: number,
  std?: number,
  a?: number,
  b?: number,
  options?: GeneratorOptions,
): Tensor;
export function truncNormal_(
  tensor: Tensor,
  first: number | TruncatedNormalOptions = {},
  second = 1,
  third = -2,
  fourth = 2,
  rest: GeneratorOptions = {},
): Tensor {
  const named: TruncatedNormalOptions = typeof first === 'object' ? first : { mean: first };
  const { mean = 0, std = second, a = third, b = fourth, ...options } = named;
  if (mean < a - 2 * std || mean > b + 2 * std) {
    console.warn(
      `truncNormal_: the mean ${mean} is more than 2 std from [${a}, ${b}], where few values lie; ` +
        'their distribution may be off',
    );
  }
  // The inverse of the normal distribution function turns an even draw between two quantiles
  // into a normal draw between the two values.
  const low = erf((a - mean) / std / Math.SQRT2);
  const high = erf((b - mean) / std / Math.SQRT2);
  const values = unrecorded(tensor);
  values.uniform_(low, high, { ...rest, ...options });
  assign(values, 'erfinv', [values], none);
  values
    .mul_(std * Math.SQRT2)
    .add_(mean)
    .clamp_(a, b);
  return tensor;
}

function erf(x: number): number {
  return tensorOf(x, { dtype: 'float64' }).erf().item();
}
