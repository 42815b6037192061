import { expect, it } from 'vitest';
import * as torch from '../index.ts';
import { expectPyTorchCosts, pytorchRun, seeds } from '../testing/pytorch-runs.ts';

const device = torch.cuda.isAvailable() ? torch.device('cuda') : torch.device('cpu');

/** The cell `XOR`, line by line; its costs are returned where it prints them. */
function cell(): { costs: number[]; hypothesis: torch.Tensor } {
  const X = torch
    .FloatTensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
    .to(device);
  const Y = torch.FloatTensor([[0], [1], [1], [0]]).to(device);

  // nn layers
  const linear = new torch.nn.Linear(2, 1, { bias: true });
  const sigmoid = new torch.nn.Sigmoid();
  const model = new torch.nn.Sequential(linear, sigmoid).to(device);

  // define cost/loss & optimizer
  const criterion = new torch.nn.BCELoss().to(device);
  const optimizer = new torch.optim.SGD(model.parameters(), { lr: 1 });

  const costs: number[] = [];
  let hypothesis = model(X);
  for (let step = 0; step < 10001; step++) {
    optimizer.zeroGrad();
    hypothesis = model(X);

    // cost/loss function
    const cost = criterion(hypothesis, Y);
    cost.backward();
    optimizer.step();

    if (step % 100 === 0) costs.push(cost.item());
  }
  return { costs, hypothesis };
}

it.each(seeds)('a perceptron costs what PyTorch’s does, from seed %i', (seed) => {
  torch.manualSeed(seed);
  const { costs, hypothesis } = cell();
  const run = pytorchRun('xor-perceptron', seed);
  expectPyTorchCosts(costs, run);
  expect(hypothesis.flatten()).toBeAllclose(run.hypothesis.data, { rtol: 1e-5 });
});

it('ends as the notebook shows it: it cannot learn XOR', () => {
  torch.manualSeed(777);
  const { costs, hypothesis } = cell();
  // From step 200 on, the page shows this figure; from step 1000 every seed has it.
  expect(costs.slice(10)).toEqual(Array.from({ length: 91 }, () => 0.6931471824645996));
  // The page has `device='cuda:0'` besides, and the name that PyTorch then gave the node.
  expect(String(hypothesis)).toBe(
    'tensor([[0.5000],\n        [0.5000],\n        [0.5000],\n        [0.5000]], grad_fn=<SigmoidBackward0>)',
  );
});
