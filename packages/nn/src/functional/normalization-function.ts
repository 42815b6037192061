import {
  Function as AutogradFunction,
  type FunctionContext,
  isGradEnabled,
} from '@chainrule/autograd';
import type { Tensor } from '@chainrule/tensor';

/** The mean of a tensor over some dims, kept with length 1, and what describes its spread. */
export interface Moments {
  readonly mean: Tensor;
  /** Divided by the number of elements, not by one less. */
  readonly variance: Tensor;
  /** `1 / sqrt(variance + eps)`. */
  readonly inverseDeviation: Tensor;
}

/** Mean and spread of `x` over `dims`. */
export function momentsOf(x: Tensor, dims: readonly number[], eps: number): Moments {
  const mean = x.mean(dims, true);
  const distance = x.sub(mean);
  const variance = distance.mul(distance).mean(dims, true);
  return { mean, variance, inverseDeviation: variance.add(eps).rsqrt() };
}

/** How a normalization is laid out. */
export interface NormalizationPlan {
  /** The dims that mean and spread are taken over; `null` where they are given as constants. */
  readonly dims: readonly number[] | null;
  readonly eps: number;
  /** The dims that each scale and shift applies along. */
  readonly sharedDims: readonly number[];
  /** The shape of the weight and the bias, and the one in which they broadcast to `x`. */
  readonly parameterShape: readonly number[];
  readonly affineShape: readonly number[];
  /** Computes `(x - mean) * inverseDeviation * scale + shift`, in PyTorch's order of operations. */
  readonly normalize: (
    x: Tensor,
    mean: Tensor,
    inverseDeviation: Tensor,
    scale: Tensor | null,
    shift: Tensor | null,
  ) => Tensor;
}

/**
 * Normalizes, scales and shifts. Written as one function for its gradient: put together from the
 * gradients of its parts it would lose digits, where large sums cancel.
 */
export class Normalization extends AutogradFunction {
  static override forward(
    context: FunctionContext,
    plan: NormalizationPlan,
    x: Tensor,
    { mean, inverseDeviation }: Omit<Moments, 'variance'>,
    weight: Tensor | null,
    bias: Tensor | null,
  ): Tensor {
    context.plan = plan;
    const saved = [x, mean, inverseDeviation];
    context.saveForBackward(...(weight === null ? saved : [...saved, weight]));
    const scale = weight?.view(plan.affineShape) ?? null;
    const shift = bias?.view(plan.affineShape) ?? null;
    return plan.normalize(x, mean, inverseDeviation, scale, shift);
  }

  static override backward(context: FunctionContext, gradient: Tensor): (Tensor | null)[] {
    const plan = context.plan as NormalizationPlan;
    const [, needsX, , needsWeight, needsBias] = context.needsInputGrad;
    const [x, savedMean, savedDeviation, weight] = context.savedTensors as readonly [
      Tensor,
      Tensor,
      Tensor,
      Tensor?,
    ];
    // The gradient of this gradient has to flow through the moments too.
    const { mean, inverseDeviation } =
      plan.dims !== null && isGradEnabled()
        ? momentsOf(x, plan.dims, plan.eps)
        : { mean: savedMean, inverseDeviation: savedDeviation };
    const normalized = x.sub(mean).mul(inverseDeviation);
    const along = (summand: Tensor): Tensor =>
      sumOver(summand, plan.sharedDims).reshape(plan.parameterShape);

    let inputGradient: Tensor | null = null;
    if (needsX) {
      const scaled = weight === undefined ? gradient : gradient.mul(weight.view(plan.affineShape));
      inputGradient = centered(scaled, normalized, plan.dims).mul(inverseDeviation);
    }
    return [
      null,
      inputGradient,
      null,
      needsWeight ? along(gradient.mul(normalized)) : null,
      needsBias ? along(gradient) : null,
    ];
  }
}

/** As `sum`, where no dims are none rather than all. */
function sumOver(x: Tensor, dims: readonly number[]): Tensor {
  return dims.length === 0 ? x : x.sum(dims);
}

/** What is left of a gradient once it can change neither the mean nor the spread. */
function centered(gradient: Tensor, normalized: Tensor, dims: readonly number[] | null): Tensor {
  if (dims === null) return gradient;
  const spread = normalized.mul(gradient.mul(normalized).mean(dims, true));
  return gradient.sub(gradient.mean(dims, true)).sub(spread);
}
