import type { Primitive, Tensor } from '@chainrule/tensor';
import { type GradientRule, type InputInfo, pass, saving } from './rule.ts';

/** `(M, N) @ (K, N)^T -> (M, K)`. */
function byLeft(gradient: Tensor, right: Tensor): Tensor {
  return gradient.matmul(right.transpose(-2, -1));
}

/**
 * `(M, K)^T @ (M, N) -> (K, N)`. For a transposed matrix, such as the weight of a linear layer, the
 * gradient is computed transposed too, so that it lies in memory as what it belongs to.
 */
function byRight(gradient: Tensor, left: Tensor, right: InputInfo | undefined): Tensor {
  if (left.ndim === 2 && right?.shape.length === 2 && right.strides?.[0] === 1) {
    return gradient.t().matmul(left).t();
  }
  return left.transpose(-2, -1).matmul(gradient);
}

export const matmulGradients = {
  matmul: [
    saving([1], (gradient, { inputs }) => byLeft(gradient, inputs[1])),
    saving([0], (gradient, { inputs, info }) => byRight(gradient, inputs[0], info[1])),
  ],
  addmm: [
    pass,
    saving([2], (gradient, { inputs }) => byLeft(gradient, inputs[2])),
    saving([1], (gradient, { inputs, info }) => byRight(gradient, inputs[1], info[2])),
  ],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
