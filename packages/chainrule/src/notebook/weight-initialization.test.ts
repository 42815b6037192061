import { expect, it } from 'vitest';
import * as torch from '../index.ts';

const { nn } = torch;
const { calculateFanInAndFanOut } = torch.nn.init;

/** The cell `Code: mnist_nn_xavier`, line by line. */
function xavierUniform_(tensor: torch.Tensor, gain = 1): torch.Tensor {
  const [fanIn, fanOut] = calculateFanInAndFanOut(tensor);
  const std = gain * Math.sqrt(2.0 / (fanIn + fanOut));
  const a = Math.sqrt(3.0) * std; // Calculate uniform bounds from standard deviation

  return torch.noGrad(() => tensor.uniform_(-a, a));
}

it('fills weights as the library’s own does, which is held to PyTorch’s, bit by bit', () => {
  for (const gain of [1, nn.init.calculateGain('relu')]) {
    torch.manualSeed(777);
    const ours = xavierUniform_(torch.empty(3, 5), gain);
    torch.manualSeed(777);
    const theirs = nn.init.xavierUniform_(torch.empty(3, 5), { gain });
    expect(ours.toArray()).toEqual(theirs.toArray());
  }
});

it('fills the weight of a layer, and leaves it a leaf to train', () => {
  const linear = new nn.Linear(784, 256);
  const bound = Math.sqrt(6 / (784 + 256));
  expect(xavierUniform_(linear.weight)).toBe(linear.weight);
  expect(linear.weight.requiresGrad && linear.weight.isLeaf).toBe(true);
  expect(linear.weight.abs().max().item()).toBeLessThanOrEqual(bound);
  expect(linear.weight.std().item()).toBeCloseTo(bound / Math.sqrt(3), 3);
});
