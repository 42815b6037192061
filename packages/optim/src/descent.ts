import type { Tensor } from '@chainrule/tensor';
import type { LearningRate } from './check.ts';

/** The gradient to descend along: turned round to maximize, with the pull towards 0 added. */
export function descentDirection(
  parameter: Tensor,
  gradient: Tensor,
  { maximize, weightDecay }: { readonly maximize: boolean; readonly weightDecay: number },
): Tensor {
  const direction = maximize ? gradient.neg() : gradient;
  return weightDecay === 0 ? direction : direction.add(parameter, { alpha: weightDecay });
}

/** `parameter -= lr * step`, in place. */
export function descend(parameter: Tensor, step: Tensor, lr: LearningRate): void {
  if (typeof lr === 'number') parameter.sub_(step, { alpha: lr });
  else parameter.sub_(step.mul(lr));
}
