import { noGrad } from '@chainrule/autograd';
import {
  ArgumentError,
  formatShape,
  nameGradient,
  ShapeError,
  type Tensor,
} from '@chainrule/tensor';
import { type Moments, momentsOf, Normalization } from './normalization-function.ts';

/** Options of {@link batchNorm}. */
export interface BatchNormOptions {
  /** Multiplies each channel, `(C)`. Default: none. */
  readonly weight?: Tensor | null;
  /** Is added to each channel, `(C)`. Default: none. */
  readonly bias?: Tensor | null;
  /** Take mean and variance from `x`, and update the running ones. Default false. */
  readonly training?: boolean;
  /** How much of the new mean and variance goes into the running ones. Default 0.1. */
  readonly momentum?: number | Tensor;
  /** Is added to the variance, so that nothing is divided by 0. Default 1e-5. */
  readonly eps?: number;
}

/** Multiplies and adds once an element, as PyTorch does, the constants joined by channel first. */
function normalize(
  x: Tensor,
  mean: Tensor,
  inverseDeviation: Tensor,
  scale: Tensor | null,
  shift: Tensor | null,
): Tensor {
  const factor = scale === null ? inverseDeviation : inverseDeviation.mul(scale);
  const summand = mean.mul(factor).neg();
  return x.mul(factor).add(shift === null ? summand : shift.add(summand));
}

/** `running = (1 - momentum) * running + momentum * value`, in place. */
function follow(running: Tensor | null, value: Tensor, momentum: number | Tensor): void {
  if (running === null) return;
  const kept = typeof momentum === 'number' ? 1 - momentum : momentum.neg().add(1);
  running.mul_(kept).add_(value.reshape(running.shape).mul(momentum));
}

/**
 * How many values each channel has.
 *
 * @throws {ArgumentError} for a single one, whose variance would be that of nothing.
 */
export function valuesPerChannel(x: Tensor): number {
  const count = x.numel() / (x.shape[1] as number);
  if (count !== 1) return count;
  throw new ArgumentError(
    `batch norm in training takes more than 1 value a channel; shape ${formatShape(x.shape)} has 1; ` +
      'use a larger batch, or eval()',
  );
}

/** Mean and spread of the batch, which the running ones follow. */
function batchMoments(
  x: Tensor,
  dims: readonly number[],
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  { momentum = 0.1, eps = 1e-5 }: BatchNormOptions,
): Moments {
  const count = valuesPerChannel(x);
  const moments = momentsOf(x, dims, eps);
  follow(runningMean, moments.mean, momentum);
  follow(runningVar, moments.variance.mul(count / (count - 1)), momentum);
  return moments;
}

/**
 * Normalizes each channel, the second dim, to mean 0 and variance 1 over all the others:
 * `(N, C, ...) -> (N, C, ...)`.
 *
 * @param runningMean - `(C)`, changed in place in training, used otherwise.
 * @param runningVar - `(C)`, changed in place in training, used otherwise.
 * @throws {ShapeError} when there are fewer than 2 dims, or a parameter isn't `(C)`.
 * @throws {ArgumentError} in training, when a channel has one value only.
 * @see Ioffe and Szegedy, "Batch normalization" (2015).
 */
export function batchNorm(
  x: Tensor,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  options: BatchNormOptions = {},
): Tensor {
  const { weight = null, bias = null, training = false, eps = 1e-5 } = options;
  checkChannels(x, { runningMean, runningVar, weight, bias });
  const channels = x.shape[1] as number;
  const sharedDims = x.shape.map((_, dim) => dim).filter((dim) => dim !== 1);
  const affineShape = x.shape.map((_, dim) => (dim === 1 ? channels : 1));
  const moments = noGrad(() => {
    if (training) return batchMoments(x, sharedDims, runningMean, runningVar, options);
    if (runningMean === null || runningVar === null) {
      throw new ArgumentError('batchNorm takes runningMean and runningVar unless it is training');
    }
    return {
      mean: runningMean.view(affineShape),
      inverseDeviation: runningVar.add(eps).rsqrt().view(affineShape),
    };
  });
  const dims = training ? sharedDims : null;
  const plan = { dims, eps, sharedDims, parameterShape: [channels], affineShape, normalize };
  const result = Normalization.apply(plan, x, moments, weight, bias);
  return nameGradient(result, 'NativeBatchNormBackward0');
}

function checkChannels(x: Tensor, vectors: Readonly<Record<string, Tensor | null>>): void {
  const channels = x.shape[1];
  if (channels === undefined) {
    throw new ShapeError(
      `batchNorm takes a tensor of 2 dims or more; got shape ${formatShape(x.shape)}`,
    );
  }
  for (const [name, vector] of Object.entries(vectors)) {
    if (vector === null || (vector.ndim === 1 && vector.shape[0] === channels)) continue;
    throw new ShapeError(
      `${name} has one element for each channel; got shape ${formatShape(vector.shape)} for ` +
        `${channels} channels, dim 1 of shape ${formatShape(x.shape)}`,
    );
  }
}
