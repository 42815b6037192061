import { expect, it } from 'vitest';
import * as torch from '../index.ts';
import { expectPyTorchCosts, pytorchRun, seeds } from '../testing/pytorch-runs.ts';

const device = torch.cuda.isAvailable() ? torch.device('cuda') : torch.device('cpu');
const learningRate = 3e-2;

/** The weights that the cell trains. */
interface Weights {
  w1: torch.Tensor;
  b1: torch.Tensor;
  w2: torch.Tensor;
  b2: torch.Tensor;
}

// Sigmoid function
const sigmoid = (x: torch.Tensor): torch.Tensor => torch.div(1, torch.add(1, torch.exp(x.neg())));

// Derivative of the sigmoid function
const sigmoidPrime = (x: torch.Tensor): torch.Tensor => sigmoid(x).mul(torch.sub(1, sigmoid(x)));

/** The cells `Backpropagation`, line by line, from these weights; the costs are returned. */
function cells({ w1, b1, w2, b2 }: Weights): number[] {
  const X = torch
    .FloatTensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
    .to(device);
  const Y = torch.FloatTensor([[0], [1], [1], [0]]).to(device);

  const costs: number[] = [];
  for (let step = 0; step < 10001; step++) {
    // forward
    const l1 = torch.add(torch.matmul(X, w1), b1);
    const a1 = sigmoid(l1);
    const l2 = torch.add(torch.matmul(a1, w2), b2);
    const yPred = sigmoid(l2);

    const cost = torch
      .mean(torch.add(Y.mul(torch.log(yPred)), torch.sub(1, Y).mul(torch.log(torch.sub(1, yPred)))))
      .neg();

    // Backprop (chain rule)
    // Loss derivative
    const dYPred = yPred.sub(Y).div(yPred.mul(torch.sub(1, yPred)).add(1e-7));

    // Layer 2
    const dL2 = dYPred.mul(sigmoidPrime(l2));
    const dB2 = dL2;
    const dW2 = torch.matmul(torch.transpose(a1, 0, 1), dB2);

    // Layer 1
    const dA1 = torch.matmul(dB2, torch.transpose(w2, 0, 1));
    const dL1 = dA1.mul(sigmoidPrime(l1));
    const dB1 = dL1;
    const dW1 = torch.matmul(torch.transpose(X, 0, 1), dB1);

    // Weight update
    w1 = w1.sub(dW1.mul(learningRate));
    b1 = b1.sub(torch.mean(dB1, 0).mul(learningRate));
    w2 = w2.sub(dW2.mul(learningRate));
    b2 = b2.sub(torch.mean(dB2, 0).mul(learningRate));

    if (step % 100 === 0) costs.push(cost.item());
  }
  return costs;
}

it('costs what the notebook prints, from memory that was as good as zero', () => {
  // `torch.Tensor(2, 2)` is `torch.FloatTensor(2, 2)`: memory as it was found, which here is zeroed.
  const costs = cells({
    w1: torch.FloatTensor(2, 2).to(device),
    b1: torch.FloatTensor(2).to(device),
    w2: torch.FloatTensor(2, 1).to(device),
    b2: torch.FloatTensor(1).to(device),
  });
  // The page shows this figure at steps 0 to 2400.
  expect(costs.slice(0, 25)).toEqual(Array.from({ length: 25 }, () => 0.6931471824645996));
  expectPyTorchCosts(costs, pytorchRun('mlp-backprop', null));
});

it.each(seeds)('costs what PyTorch’s does, from small weights of seed %i', (seed) => {
  torch.manualSeed(seed);
  const make = (...shape: number[]): torch.Tensor => torch.empty(shape).normal_(0, 0.01);
  const weights = { w1: make(2, 2), b1: make(2), w2: make(2, 1), b2: make(1) };
  expectPyTorchCosts(cells(weights), pytorchRun('mlp-backprop', seed));
});
