import { getDefaultDevice, getDevice } from '../device.ts';
import { apply } from '../dispatch.ts';
import {
  allocateArray,
  checkDType,
  type DType,
  getDefaultDtype,
  isFloatingPoint,
} from '../dtype.ts';
import { ArgumentError, DTypeError, ShapeError } from '../errors.ts';
import type { Distribution } from '../primitives/signatures.ts';
import {
  defaultGenerator,
  drawMultinomial,
  fillRandperm,
  type Generator,
} from '../random/index.ts';
import { formatShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import {
  fromTypedArray,
  type LengthsAndOptions,
  optionsLike,
  shapeAndOptions,
  type TensorOptions,
} from './creation.ts';

/** Options of everything that draws. */
export interface RandomOptions extends TensorOptions {
  /** Where the numbers come from. Default: the global generator, which `manualSeed` seeds. */
  readonly generator?: Generator;
}

function draw(
  shape: Shape,
  dtype: DType,
  distribution: Distribution,
  options: RandomOptions,
): Tensor {
  const device = options.device === undefined ? getDefaultDevice() : getDevice(options.device);
  const generator = options.generator ?? defaultGenerator;
  const params = { shape, dtype: checkDType(dtype), device, distribution, generator };
  const result = apply('random', [], params);
  return options.requiresGrad ? result.requiresGrad_() : result;
}

const standardUniform: Distribution = { name: 'uniform', from: 0, to: 1 };
const standardNormal: Distribution = { name: 'normal', mean: 0, std: 1, contiguous: true };

/**
 * Numbers drawn evenly from [0, 1), the same ones as `torch.rand` for the same seed.
 *
 * @example
 * ```ts
 * manualSeed(777);
 * rand(2, 3).shape; // [2, 3]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.rand.html
 */
export function rand(...shape: LengthsAndOptions<RandomOptions>): Tensor {
  const { shape: lengths, options } = shapeAndOptions<RandomOptions>(shape);
  return draw(lengths, options.dtype ?? getDefaultDtype(), standardUniform, options);
}

/**
 * Numbers drawn from the normal distribution with mean 0 and variance 1, the same ones as
 * `torch.randn` for the same seed.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.randn.html
 */
export function randn(...shape: LengthsAndOptions<RandomOptions>): Tensor {
  const { shape: lengths, options } = shapeAndOptions<RandomOptions>(shape);
  return draw(lengths, options.dtype ?? getDefaultDtype(), standardNormal, options);
}

/** As {@link rand}, with the shape, dtype and device of `x`. */
export function randLike(x: Tensor, options: RandomOptions = {}): Tensor {
  const merged = { ...options, ...optionsLike(x, options) };
  return draw(x.shape, merged.dtype ?? x.dtype, standardUniform, merged);
}

/** As {@link randn}, with the shape, dtype and device of `x`. */
export function randnLike(x: Tensor, options: RandomOptions = {}): Tensor {
  const merged = { ...options, ...optionsLike(x, options) };
  return draw(x.shape, merged.dtype ?? x.dtype, standardNormal, merged);
}

/**
 * Whole numbers drawn evenly from [low, high), int32 unless a dtype is named.
 *
 * @example
 * ```ts
 * randint(10, [2, 3]); // low is 0
 * randint(5, 10, [2, 3], { dtype: 'float32' });
 * ```
 * @throws {ArgumentError} when the range is empty.
 * @see https://pytorch.org/docs/stable/generated/torch.randint.html
 */
export function randint(high: number, shape: Shape, options?: RandomOptions): Tensor;
export function randint(low: number, high: number, shape: Shape, options?: RandomOptions): Tensor;
export function randint(
  first: number,
  second: number | Shape,
  third?: Shape | RandomOptions,
  fourth?: RandomOptions,
): Tensor {
  const hasLow = typeof second === 'number';
  const [from, to] = hasLow ? [first, second] : [0, first];
  const shape = (hasLow ? third : second) as Shape | undefined;
  const options = ((hasLow ? fourth : third) ?? {}) as RandomOptions;
  if (!Array.isArray(shape)) {
    throw new ArgumentError('randint takes (high, shape) or (low, high, shape), shape as an array');
  }
  return draw(shape, options.dtype ?? 'int32', { name: 'randint', from, to }, options);
}

/**
 * The numbers 0 to `n - 1` in random order, int32 unless a dtype is named.
 *
 * @throws {ArgumentError} when `n` is negative or not whole.
 * @see https://pytorch.org/docs/stable/generated/torch.randperm.html
 */
export function randperm(n: number, options: RandomOptions = {}): Tensor {
  if (!Number.isInteger(n) || n < 0) {
    throw new ArgumentError(`randperm takes a whole number, 0 or more; got ${n}`);
  }
  const dtype = checkDType(options.dtype ?? 'int32');
  const order = allocateArray(dtype, n);
  fillRandperm(order, dtype, options.generator ?? defaultGenerator);
  return fromTypedArray(order, [n], dtype, options);
}

/** The probabilities of a tensor, where a draw reads them. */
export function probabilitiesOf(name: string, x: Tensor): Float32Array | Float64Array {
  if (!isFloatingPoint(x.dtype)) {
    throw new DTypeError(`${name} takes probabilities as a floating point tensor; got ${x.dtype}`);
  }
  return x.dataSync() as Float32Array | Float64Array;
}

/**
 * 1 with the probability that `x` holds at each place, else 0.
 *
 * @throws {ArgumentError} when an element is not a probability.
 * @see https://pytorch.org/docs/stable/generated/torch.bernoulli.html
 */
export function bernoulli(x: Tensor, options: { readonly generator?: Generator } = {}): Tensor {
  const p = probabilitiesOf('bernoulli', x);
  return draw(x.shape, x.dtype, { name: 'bernoulli', p }, { ...options, device: x.storage.device });
}

/** Options of `multinomial`. */
export interface MultinomialOptions {
  /** Whether one category can come up again. Default false. */
  readonly replacement?: boolean;
  readonly generator?: Generator;
}

/**
 * `numSamples` categories drawn by the weights in each row: `(K) -> (numSamples)` or
 * `(N, K) -> (N, numSamples)`, int32.
 *
 * @throws {ArgumentError} when weights are negative, not finite or all zero, or too few for the
 * samples asked for.
 * @see https://pytorch.org/docs/stable/generated/torch.multinomial.html
 */
export function multinomial(
  x: Tensor,
  numSamples: number,
  options: boolean | MultinomialOptions = {},
): Tensor {
  if (typeof options === 'boolean') return multinomial(x, numSamples, { replacement: options });
  if (x.ndim !== 1 && x.ndim !== 2) {
    throw new ShapeError(
      `multinomial takes weights of 1 or 2 dims; got shape ${formatShape(x.shape)}`,
    );
  }
  const weights = probabilitiesOf('multinomial', x);
  const categories = x.shape[x.ndim - 1] as number;
  const { replacement = false, generator = defaultGenerator } = options;
  const drawn = drawMultinomial(weights, categories, generator, numSamples, replacement);
  const shape = [...x.shape.slice(0, -1), numSamples];
  return fromTypedArray(drawn, shape, 'int32', { device: x.storage.device });
}

/**
 * Numbers drawn from normal distributions of the given mean and standard deviation: numbers with a
 * `shape`, or tensors that broadcast.
 *
 * @throws {ArgumentError} when a standard deviation is negative.
 * @see https://pytorch.org/docs/stable/generated/torch.normal.html
 */
export function normal(
  mean: Tensor | number,
  std: Tensor | number,
  shape?: Shape,
  options: RandomOptions = {},
): Tensor {
  if (typeof mean === 'number' && typeof std === 'number') {
    if (shape === undefined) {
      throw new ArgumentError('normal(mean, std) of two numbers takes a shape as third argument');
    }
    const distribution: Distribution = { name: 'normal', mean, std, contiguous: true };
    return draw(shape, options.dtype ?? getDefaultDtype(), distribution, options);
  }
  const like = typeof mean === 'number' ? (std as Tensor) : mean;
  const target =
    typeof mean !== 'number' && typeof std !== 'number' ? mean.add(std).shape : like.shape;
  const standard = draw(target, like.dtype, standardNormal, {
    ...options,
    device: like.storage.device,
  });
  return standard.mul(std).add(mean);
}
