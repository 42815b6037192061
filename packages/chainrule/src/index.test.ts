import { expect, it } from 'vitest';
import * as torch from './index.ts';

it('has what a PyTorch user looks for, where they look for it', () => {
  const paths = [
    'Tensor tensor zeros ones empty full arange linspace eye rand randn randint randperm bernoulli',
    'manualSeed noGrad enableGrad isGradEnabled setGradEnabled getRngState setRngState Generator setNumThreads getNumThreads',
    'float32 float64 int32 uint8 bool cat stack where einsum matmul softmax setPrintoptions',
    'autograd.grad autograd.backward autograd.Function autograd.gradcheck',
    'nn.Module nn.Linear nn.Sequential nn.Sigmoid nn.BCELoss nn.functional.relu nn.init.xavierUniform_',
    'optim.SGD datasets.MNIST datasets.DataLoader',
  ]
    .join(' ')
    .split(' ');
  const missing = paths.filter((path) => {
    const found = path
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], torch);
    return found === undefined;
  });
  expect(missing).toEqual([]);
});

it('trains the XOR net of the notebook, line by line', () => {
  const { nn, optim } = torch;
  torch.manualSeed(777);
  const X = torch.tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const Y = torch.tensor([[0], [1], [1], [0]]);

  const linear1 = new nn.Linear(2, 2, { bias: true });
  const linear2 = new nn.Linear(2, 1, { bias: true });
  const sigmoid = new nn.Sigmoid();
  const model = new nn.Sequential(linear1, sigmoid, linear2, sigmoid);

  const criterion = new nn.BCELoss();
  const optimizer = new optim.SGD(model.parameters(), { lr: 1 });
  const costs: number[] = [];
  for (let step = 0; step < 10001; step++) {
    optimizer.zeroGrad();
    const hypothesis = model(X);

    const cost = criterion(hypothesis, Y);
    cost.backward();
    optimizer.step();

    if (step % 10000 === 0) costs.push(cost.item());
  }
  expect(costs[0]).toBeCloseTo(0.743407, 6);
  expect(costs[1]).toBeCloseTo(0.001235, 6);
});
