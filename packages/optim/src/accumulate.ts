import type { Tensor, TensorOperand } from '@chainrule/tensor';

/** `x += value * a * b`, multiplied from left to right, as PyTorch's `addcmul_` does. */
export function addProduct(x: Tensor, value: TensorOperand, a: Tensor, b: Tensor): Tensor {
  return x.add_((value === 1 ? a : a.mul(value)).mul(b));
}

/** `x -= value * a / b`, multiplied first, as PyTorch's `addcdiv_` does. */
export function subtractQuotient(x: Tensor, value: TensorOperand, a: Tensor, b: Tensor): Tensor {
  return x.sub_((value === 1 ? a : a.mul(value)).div(b));
}

/** `average = decay * average + (1 - decay) * value`, in place. */
export function decayTowards(average: Tensor, value: Tensor, decay: number): Tensor {
  return average.mul_(decay).add_(value, { alpha: 1 - decay });
}

/** `average = decay * average + (1 - decay) * value * value`, in place. */
export function decayTowardsSquare(average: Tensor, value: Tensor, decay: number): Tensor {
  return addProduct(average.mul_(decay), 1 - decay, value, value);
}
