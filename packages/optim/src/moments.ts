import {
  assign,
  fullLike,
  isTracing,
  none,
  pow,
  type Tensor,
  type TensorOperand,
  zeros,
  zerosLike,
} from '@chainrule/tensor';
import { decayTowards, decayTowardsSquare, subtractQuotient } from './accumulate.ts';
import { checkBetas, checkLearningRate, checkNotNegative, type LearningRate } from './check.ts';
import type { ParamState } from './optimizer.ts';

/** Options of `Adam` and `AdamW`, for all parameters or one group. */
export interface AdamOptions {
  /** The learning rate. Default 1e-3. */
  lr: LearningRate;
  /** How much the running averages of the gradient and of its square keep. Default 0.9, 0.999. */
  betas: readonly [number, number];
  /** Is added to the divisor. Default 1e-8. */
  eps: number;
  /** How much parameters are pulled towards 0. Default 0 for Adam, 1e-2 for AdamW. */
  weightDecay: number;
  /** Divide by the largest average of squares so far. Default false. */
  amsgrad: boolean;
  /** Climb rather than descend. Default false. */
  maximize: boolean;
  /**
   * Compute what depends on the step count by tensor operations, on the parameter's device. A step
   * that is being traced does so in any case. Default false.
   */
  capturable: boolean;
}

/** What both optimizers take where nothing is said. */
export const adamDefaults: Omit<AdamOptions, 'weightDecay'> = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  amsgrad: false,
  maximize: false,
  capturable: false,
};

/** Refuses options that are out of range. */
export function checkAdamOptions(options: AdamOptions): void {
  checkLearningRate(options.lr);
  checkNotNegative('eps', options.eps);
  checkBetas(options.betas);
  checkNotNegative('weightDecay', options.weightDecay);
}

/** What is remembered of a parameter that has not been stepped yet. */
export function initialMoments(
  parameter: Tensor,
  { amsgrad, capturable }: AdamOptions,
): ParamState {
  const device = capturable ? parameter.storage.device : 'cpu';
  return {
    step: zeros([], { dtype: 'float32', device }),
    expAvg: zerosLike(parameter),
    expAvgSq: zerosLike(parameter),
    ...(amsgrad && { maxExpAvgSq: zerosLike(parameter) }),
  };
}

/** By how much averages that start at 0 are too small: `1 - beta ** step` of each. */
interface Corrections {
  readonly stepSize: TensorOperand;
  /** The square root of the second average's. */
  readonly rootOfSecond: TensorOperand;
}

function corrections(step: Tensor, parameter: Tensor, group: AdamOptions): Corrections {
  const { lr, betas, capturable } = group;
  if (capturable || isTracing()) return tracedCorrections(step, parameter, group);
  const count = step.item();
  const first = 1 - betas[0] ** count;
  return {
    stepSize: typeof lr === 'number' ? lr / first : lr.div(first),
    rootOfSecond: Math.sqrt(1 - betas[1] ** count),
  };
}

/** The same as tensors; on the CPU in double precision, so that they are the same to the digit. */
function tracedCorrections(
  step: Tensor,
  { dtype }: Tensor,
  { lr, betas }: AdamOptions,
): Corrections {
  const count = step.device === 'cpu' ? step.double() : step;
  const correction = (beta: number): Tensor => pow(beta, count).neg().add(1);
  const first = correction(betas[0]);
  // A number over a tensor would be computed in two steps, a reciprocal and a product.
  const rate = typeof lr === 'number' ? fullLike(first, lr) : lr;
  return {
    stepSize: rate.div(first).to(dtype),
    rootOfSecond: correction(betas[1]).sqrt().to(dtype),
  };
}

/**
 * Steps a parameter along the running average of its gradient, divided by the root of that of its
 * square.
 */
export function stepByMoments(
  parameter: Tensor,
  gradient: Tensor,
  state: ParamState,
  group: AdamOptions,
): void {
  const { step, expAvg, expAvgSq } = state as Record<'step' | 'expAvg' | 'expAvgSq', Tensor>;
  step.add_(1);
  decayTowards(expAvg, gradient, group.betas[0]);
  decayTowardsSquare(expAvgSq, gradient, group.betas[1]);
  const { stepSize, rootOfSecond } = corrections(step, parameter, group);
  const squares = group.amsgrad ? largest(state, expAvgSq) : expAvgSq;
  const divisor = squares.sqrt().div_(rootOfSecond).add_(group.eps);
  subtractQuotient(parameter, stepSize, expAvg, divisor);
}

/** The largest average of squares so far. */
function largest(state: ParamState, expAvgSq: Tensor): Tensor {
  state.maxExpAvgSq ??= zerosLike(expAvgSq);
  return assign(state.maxExpAvgSq, 'maximum', [state.maxExpAvgSq, expAvgSq], none);
}
