import {
  formatShape,
  nameGradient,
  relu as reluOf,
  ShapeError,
  type Tensor,
  where,
} from '@chainrule/tensor';
import { type InplaceOptions, maybeInPlace } from './in-place.ts';
import { type NamedOr, named } from './named.ts';

/**
 * `max(x, 0)`, elementwise; NaN stays.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.relu.html
 */
export function relu(x: Tensor, { inplace = false }: InplaceOptions = {}): Tensor {
  return inplace ? x.relu_() : reluOf(x);
}

/** Options of {@link hardtanh}. */
export interface HardtanhOptions extends InplaceOptions {
  /** The smallest value. Default -1. */
  readonly minVal?: number;
  /** The largest value. Default 1. */
  readonly maxVal?: number;
}

/**
 * `x` kept between two values, elementwise; at and beyond them the gradient is 0.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.hardtanh.html
 */
export function hardtanh(
  x: Tensor,
  ...given: NamedOr<HardtanhOptions, [minVal?: number, maxVal?: number]>
): Tensor {
  const { minVal = -1, maxVal = 1, inplace } = named<HardtanhOptions>(['minVal', 'maxVal'], given);
  return maybeInPlace(x, inplace, (input) => {
    const raised = where(input.le(minVal), minVal, input);
    return nameGradient(where(input.ge(maxVal), maxVal, raised), 'HardtanhBackward0');
  });
}

/**
 * `min(max(x, 0), 6)`, elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.relu6.html
 */
export function relu6(x: Tensor, { inplace = false }: InplaceOptions = {}): Tensor {
  return hardtanh(x, 0, 6, { inplace });
}

/** Options of {@link leakyRelu}. */
export interface LeakyReluOptions extends InplaceOptions {
  /** What negative elements are multiplied by. Default 0.01. */
  readonly negativeSlope?: number;
}

/**
 * `x` where it is positive, `negativeSlope * x` elsewhere.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu.html
 */
export function leakyRelu(
  x: Tensor,
  ...given: NamedOr<LeakyReluOptions, [negativeSlope?: number]>
): Tensor {
  const { negativeSlope = 0.01, inplace } = named<LeakyReluOptions>(['negativeSlope'], given);
  return maybeInPlace(x, inplace, (input) =>
    nameGradient(where(input.gt(0), input, input.mul(negativeSlope)), 'LeakyReluBackward0'),
  );
}

/**
 * `x` where it is positive, `weight * x` elsewhere: one learned slope, or one for each channel,
 * the second dim.
 *
 * @throws {ShapeError} when there are neither one nor as many slopes as channels.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.prelu.html
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  const slopes = weight.numel();
  const channels = x.ndim >= 2 ? (x.shape[1] as number) : 1;
  if (slopes !== 1 && slopes !== channels) {
    throw new ShapeError(
      `prelu takes 1 slope, or one for each of the ${channels} channels of shape ` +
        `${formatShape(x.shape)}; got ${slopes}`,
    );
  }
  const slope = slopes === 1 ? weight.reshape([]) : alongChannels(weight, x.ndim);
  return nameGradient(where(x.gt(0), x, x.mul(slope)), 'PreluBackward0');
}

function alongChannels(values: Tensor, ndim: number): Tensor {
  return values.reshape([1, -1, ...new Array<number>(ndim - 2).fill(1)]);
}

/**
 * `x` where it exceeds `threshold`, `value` elsewhere.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.threshold.html
 */
export function threshold(
  x: Tensor,
  threshold: number,
  value: number,
  { inplace = false }: InplaceOptions = {},
): Tensor {
  return maybeInPlace(x, inplace, (input) =>
    nameGradient(where(input.le(threshold), value, input), 'ThresholdBackward0'),
  );
}

/**
 * `x` where its magnitude exceeds `lambda`, 0 elsewhere.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.hardshrink.html
 */
export function hardshrink(x: Tensor, lambda: number | { readonly lambda?: number } = 0.5): Tensor {
  const bound = boundOf(lambda);
  const isSmall = x.ge(-bound).logicalAnd(x.le(bound));
  return nameGradient(where(isSmall, 0, x), 'HardshrinkBackward0');
}

/**
 * `x` moved towards 0 by `lambda`, 0 where it would cross.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softshrink.html
 */
export function softshrink(x: Tensor, lambda: number | { readonly lambda?: number } = 0.5): Tensor {
  const bound = boundOf(lambda);
  // Zero times x, not zero, so that NaN stays.
  const negative = where(x.lt(-bound), x.add(bound), x.mul(0));
  return nameGradient(where(x.gt(bound), x.sub(bound), negative), 'SoftshrinkBackward0');
}

function boundOf(lambda: number | { readonly lambda?: number }): number {
  return typeof lambda === 'number' ? lambda : (lambda.lambda ?? 0.5);
}

/**
 * A sigmoid made of straight lines, `min(max(x + 3, 0), 6) / 6`, elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.hardsigmoid.html
 */
export function hardsigmoid(x: Tensor, { inplace = false }: InplaceOptions = {}): Tensor {
  return maybeInPlace(x, inplace, (input) =>
    nameGradient(hardtanh(input.add(3), 0, 6).div(6), 'HardsigmoidBackward0'),
  );
}

/**
 * `x * hardsigmoid(x)`, elementwise.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.hardswish.html
 */
export function hardswish(x: Tensor, { inplace = false }: InplaceOptions = {}): Tensor {
  return maybeInPlace(x, inplace, (input) => {
    const curve = input.mul(input.add(3)).div(6);
    const bent = where(input.gt(3), input, where(input.lt(-3), 0, curve));
    return nameGradient(bent, 'HardswishBackward0');
  });
}
