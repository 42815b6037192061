import type { Primitive, Tensor } from '@chainrule/tensor';
import { type GradientRule, pass, saving } from './rule.ts';

/** `(M, N) @ (K, N)^T -> (M, K)`. */
function byLeft(gradient: Tensor, right: Tensor): Tensor {
  return gradient.matmul(right.transpose(-2, -1));
}

/** `(M, K)^T @ (M, N) -> (K, N)`. */
function byRight(gradient: Tensor, left: Tensor): Tensor {
  return left.transpose(-2, -1).matmul(gradient);
}

export const matmulGradients = {
  matmul: [
    saving([1], (gradient, { inputs: [, b] }) => byLeft(gradient, b)),
    saving([0], (gradient, { inputs: [a] }) => byRight(gradient, a)),
  ],
  addmm: [
    pass,
    saving([2], (gradient, { inputs: [, , b] }) => byLeft(gradient, b)),
    saving([1], (gradient, { inputs: [, a] }) => byRight(gradient, a)),
  ],
} satisfies { readonly [P in Primitive]?: GradientRule<P> };
