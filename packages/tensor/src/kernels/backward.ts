import type { Tensor } from '../tensor.ts';
import { zipElements } from './binary.ts';

type BackwardKernel = (out: Tensor, inputs: readonly [gradient: Tensor, output: Tensor]) => void;

/** The gradient times the slope that the output tells. */
function backward(operation: (gradient: number, output: number) => number): BackwardKernel {
  return (out, inputs) => zipElements(out, inputs[0], inputs[1], operation);
}

export const backwardKernels = {
  // A comparison with NaN is false, so that NaN lets the gradient through, as in PyTorch.
  reluBackward: backward((gradient, output) => (output <= 0 ? 0 : gradient)),
  sigmoidBackward: backward((gradient, output) => gradient * (1 - output) * output),
  tanhBackward: backward((gradient, output) => gradient * (1 - output * output)),
} as const;
