import type { Offset } from './offset.ts';

/**
 * Updates of `count` float32 parameters in one pass, with the bits that PyTorch 1.13 gives.
 *
 * Rates are float64, rounded where PyTorch rounds them. `step` counts from 1.
 */
export interface OptimizerFunctions {
  /** `torch.optim.SGD`. Only momentum reads and writes `velocity`; `step` 1 sets it to the gradient. */
  sgd(
    parameter: Offset,
    gradient: Offset,
    velocity: Offset,
    count: number,
    step: number,
    learningRate: number,
    momentum: number,
    dampening: number,
    weightDecay: number,
    nesterov: boolean,
    maximize: boolean,
  ): void;

  /**
   * `torch.optim.Adam`, or `AdamW` when weight decay is `decoupled`. `mean` and `square` are the
   * running averages of the gradient and its square, zero before the first step.
   */
  adam(
    parameter: Offset,
    gradient: Offset,
    mean: Offset,
    square: Offset,
    count: number,
    step: number,
    learningRate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    weightDecay: number,
    decoupled: boolean,
    maximize: boolean,
  ): void;
}
