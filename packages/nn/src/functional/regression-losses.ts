import { ArgumentError, nameGradient, type Tensor, where } from '@chainrule/tensor';
import { type LossOptions, reduce } from './reduction.ts';

/**
 * The squared distance from the target. The shapes broadcast.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html
 */
export function mseLoss(x: Tensor, target: Tensor, { reduction }: LossOptions = {}): Tensor {
  const distance = x.sub(target);
  return nameGradient(reduce(distance.mul(distance), reduction), 'MseLossBackward0');
}

/**
 * The distance from the target. The shapes broadcast.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html
 */
export function l1Loss(x: Tensor, target: Tensor, { reduction }: LossOptions = {}): Tensor {
  return reduce(x.sub(target).abs(), reduction);
}

/** Options of {@link smoothL1Loss}. */
export interface SmoothL1LossOptions extends LossOptions {
  /** Up to this distance the loss is a parabola, beyond it a line. Default 1. */
  readonly beta?: number;
}

/**
 * The distance from the target, its bend at 0 smoothed over a width of `beta`. The shapes broadcast.
 *
 * @throws {ArgumentError} when `beta` is negative.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.smooth_l1_loss.html
 */
export function smoothL1Loss(
  x: Tensor,
  target: Tensor,
  { beta = 1, reduction }: SmoothL1LossOptions = {},
): Tensor {
  if (!(beta >= 0)) throw new ArgumentError(`beta of smoothL1Loss is 0 or more; got ${beta}`);
  const distance = x.sub(target).abs();
  const losses =
    beta === 0
      ? where(distance.eq(0), slopeMinusOne(x.add(target)), distance)
      : where(
          distance.lt(beta),
          distance.mul(0.5).mul(distance).div(beta),
          distance.sub(0.5 * beta),
        );
  return nameGradient(reduce(losses, reduction), 'SmoothL1LossBackward0');
}

/** 0, with a gradient of -1: what PyTorch gives to both sides where they meet in a kink. */
function slopeMinusOne(x: Tensor): Tensor {
  return x.detach().sub(x);
}

/** Options of {@link huberLoss}. */
export interface HuberLossOptions extends LossOptions {
  /** Up to this distance the loss is a parabola, beyond it a line. Default 1. */
  readonly delta?: number;
}

/**
 * Half the squared distance from the target up to `delta`, a line of that slope beyond. The shapes
 * broadcast.
 *
 * @throws {ArgumentError} when `delta` is not positive.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.huber_loss.html
 */
export function huberLoss(
  x: Tensor,
  target: Tensor,
  { delta = 1, reduction }: HuberLossOptions = {},
): Tensor {
  if (!(delta > 0)) throw new ArgumentError(`delta of huberLoss is above 0; got ${delta}`);
  const distance = x.sub(target).abs();
  const losses = where(
    distance.le(delta),
    distance.mul(distance).mul(0.5),
    distance.sub(0.5 * delta).mul(delta),
  );
  return nameGradient(reduce(losses, reduction), 'HuberLossBackward0');
}
