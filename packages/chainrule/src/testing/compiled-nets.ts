import { accelerate } from '@chainrule/kernels-cpu';
import {
  BatchNorm1d,
  BCELoss,
  CrossEntropyLoss,
  Dropout,
  Linear,
  type Module,
  ReLU,
  Sequential,
  Sigmoid,
} from '@chainrule/nn';
import { Adam, AdamW, type Optimizer, RMSprop, SGD } from '@chainrule/optim';
import { manualSeed, type Tensor, tensor } from '@chainrule/tensor';
import { afterAll, beforeAll, describe } from 'vitest';

export const x = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
export const y = tensor([[0], [1], [1], [0]]);

/** Runs a suite with the plain kernels, and again with those in WebAssembly. */
export function describeExecutors(name: string, suite: () => void): void {
  describe(`${name}, by the plain kernels`, suite);
  describe(`${name}, in WebAssembly`, () => {
    let restore: () => void;
    beforeAll(() => {
      restore = accelerate();
    });
    afterAll(() => restore());
    suite();
  });
}

export interface Net {
  readonly model: Module;
  readonly step: (x: Tensor, y: Tensor) => Tensor;
  readonly optimizer: Optimizer<object>;
}

export type MakeOptimizer = (parameters: Iterable<Tensor>) => Optimizer<object>;

function trainStep(
  model: Module,
  criterion: Module<[Tensor, Tensor]>,
  optimizer: Optimizer<object>,
): Net['step'] {
  return (input, target) => {
    optimizer.zeroGrad();
    const cost = criterion(model(input), target);
    cost.backward();
    optimizer.step();
    return cost;
  };
}

export function xorNet(make: MakeOptimizer): Net {
  manualSeed(777);
  const model = new Sequential(new Linear(2, 2), new Sigmoid(), new Linear(2, 1), new Sigmoid());
  const criterion = new BCELoss();
  const optimizer = make([...model.parameters()]);
  return { model, step: trainStep(model, criterion, optimizer), optimizer };
}

export function digitNet(make: MakeOptimizer): Net {
  manualSeed(3);
  const model = new Sequential(
    new Linear(6, 8),
    new BatchNorm1d(8),
    new ReLU(),
    new Dropout({ p: 0.3 }),
    new Linear(8, 3),
  );
  const criterion = new CrossEntropyLoss();
  const optimizer = make([...model.parameters()]);
  return { model, step: trainStep(model, criterion, optimizer), optimizer };
}

export const optimizers: [string, MakeOptimizer][] = [
  ['SGD', (p) => new SGD(p, { lr: 1 })],
  [
    'SGD, momentum',
    (p) => new SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  ],
  ['Adam', (p) => new Adam(p, { lr: 0.01 })],
  ['Adam, amsgrad', (p) => new Adam(p, { lr: 0.01, amsgrad: true, weightDecay: 0.1 })],
  ['AdamW', (p) => new AdamW(p, { lr: 0.01 })],
  ['RMSprop', (p) => new RMSprop(p, { lr: 0.01, momentum: 0.5, centered: true })],
];

export function stateOf(model: Module): unknown {
  return Object.entries(model.stateDict()).map(([name, value]) => [name, value.toArray()]);
}
