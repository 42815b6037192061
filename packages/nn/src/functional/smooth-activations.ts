import { ArgumentError, nameGradient, type Tensor, where } from '@chainrule/tensor';
import { type InplaceOptions, maybeInPlace } from './in-place.ts';
import { type NamedOr, named } from './named.ts';

export { logSigmoid, sigmoid, tanh } from '@chainrule/tensor';

/** Options of {@link elu}. */
export interface EluOptions extends InplaceOptions {
  /** How far below 0 the function goes. Default 1. */
  readonly alpha?: number;
}

/** `x` where it is positive, `scale * (exp(x / width) - 1)` elsewhere. */
function exponentialUnit(x: Tensor, scale: number, width: number): Tensor {
  const isPositive = x.gt(0);
  // The exponential of what is not used could overflow, and its gradient then be NaN.
  const exponent = where(isPositive, 0, width === 1 ? x : x.div(width));
  return where(isPositive, x, exponent.exp().sub(1).mul(scale));
}

/**
 * `x` where it is positive, `alpha * (exp(x) - 1)` elsewhere.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.elu.html
 */
export function elu(x: Tensor, ...given: NamedOr<EluOptions, [alpha?: number]>): Tensor {
  const { alpha = 1, inplace } = named<EluOptions>(['alpha'], given);
  return maybeInPlace(x, inplace, (input) =>
    nameGradient(exponentialUnit(input, alpha, 1), 'EluBackward0'),
  );
}

/**
 * `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`, elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.celu.html
 */
export function celu(x: Tensor, ...given: NamedOr<EluOptions, [alpha?: number]>): Tensor {
  const { alpha = 1, inplace } = named<EluOptions>(['alpha'], given);
  if (alpha === 0) throw new ArgumentError('alpha of celu cannot be 0, as it divides');
  return maybeInPlace(x, inplace, (input) =>
    nameGradient(exponentialUnit(input, alpha, alpha), 'CeluBackward0'),
  );
}

const seluAlpha = 1.6732632423543772848170429916717;
const seluScale = 1.0507009873554804934193349852946;

/**
 * {@link elu} scaled so that activations keep mean 0 and variance 1.
 *
 * @see Klambauer et al., "Self-normalizing neural networks" (2017).
 */
export function selu(x: Tensor, { inplace = false }: InplaceOptions = {}): Tensor {
  return maybeInPlace(x, inplace, (input) => {
    const isPositive = input.gt(0);
    const negative = where(isPositive, 0, input)
      .exp()
      .sub(1)
      .mul(seluAlpha * seluScale);
    return nameGradient(where(isPositive, input.mul(seluScale), negative), 'EluBackward0');
  });
}

/**
 * `x` times the probability that a standard normal number is below it, elementwise.
 *
 * @param options - `approximate`: `none` (default) computes the error function, `tanh` approximates it.
 * @throws {ArgumentError} for another approximation.
 * @see Hendrycks and Gimpel, "Gaussian error linear units" (2016).
 */
export function gelu(
  x: Tensor,
  { approximate = 'none' }: { readonly approximate?: 'none' | 'tanh' } = {},
): Tensor {
  if (approximate !== 'none' && approximate !== 'tanh') {
    throw new ArgumentError(
      `approximate of gelu is 'none' or 'tanh'; got ${JSON.stringify(approximate)}`,
    );
  }
  const curve =
    approximate === 'none'
      ? x.mul(Math.SQRT1_2).erf()
      : x
          .add(x.mul(x).mul(x).mul(0.044715))
          .mul(Math.SQRT2 / Math.sqrt(Math.PI))
          .tanh();
  return nameGradient(x.mul(0.5).mul(curve.add(1)), 'GeluBackward0');
}

/**
 * `x * sigmoid(x)`, elementwise; also called swish.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.silu.html
 */
export function silu(x: Tensor, { inplace = false }: InplaceOptions = {}): Tensor {
  return maybeInPlace(x, inplace, (input) =>
    nameGradient(input.mul(input.sigmoid()), 'SiluBackward0'),
  );
}

/** Options of {@link softplus}. */
export interface SoftplusOptions {
  /** How sharp the bend at 0 is. Default 1. */
  readonly beta?: number;
  /** Above this, `beta * x` counts as a straight line. Default 20. */
  readonly threshold?: number;
}

/**
 * `log(1 + exp(beta * x)) / beta`, elementwise: a smooth {@link relu}.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softplus.html
 */
export function softplus(
  x: Tensor,
  ...given: NamedOr<SoftplusOptions, [beta?: number, threshold?: number]>
): Tensor {
  const { beta = 1, threshold = 20 } = named<SoftplusOptions>(['beta', 'threshold'], given);
  const scaled = x.mul(beta);
  const isLine = scaled.gt(threshold);
  const bend = where(isLine, 0, scaled).exp().log1p().div(beta);
  return nameGradient(where(isLine, x, bend), 'SoftplusBackward0');
}

/**
 * `x * tanh(softplus(x))`, elementwise.
 *
 * @see Misra, "Mish: a self regularized non-monotonic activation function" (2019).
 */
export function mish(x: Tensor, { inplace = false }: InplaceOptions = {}): Tensor {
  return maybeInPlace(x, inplace, (input) =>
    nameGradient(input.mul(softplus(input).tanh()), 'MishBackward0'),
  );
}

/**
 * `x / (1 + |x|)`, elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softsign.html
 */
export function softsign(x: Tensor): Tensor {
  return x.div(x.abs().add(1));
}

/**
 * `x - tanh(x)`, elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.tanhshrink.html
 */
export function tanhshrink(x: Tensor): Tensor {
  return x.sub(x.tanh());
}
