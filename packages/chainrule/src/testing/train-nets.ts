import { compile } from '@chainrule/compile';
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
import { Adam, type Optimizer, SGD } from '@chainrule/optim';
import { manualSeed, rand, randint, type Tensor, tensor } from '@chainrule/tensor';

/** The losses of some steps of each net, by its name. */
export type Losses = Readonly<Record<string, readonly number[]>>;

const STEPS = 40;

interface Setup {
  readonly model: Module<[Tensor]>;
  readonly criterion: Module<[Tensor, Tensor]>;
  readonly optimizer: Optimizer<object>;
  readonly x: Tensor;
  readonly y: Tensor;
}

function xor(): Setup {
  const model = new Sequential(new Linear(2, 2), new Sigmoid(), new Linear(2, 1), new Sigmoid());
  return {
    model,
    criterion: new BCELoss(),
    optimizer: new SGD(model.parameters(), { lr: 1 }),
    x: tensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]),
    y: tensor([[0], [1], [1], [0]]),
  };
}

/** Large enough for the fast kernels to be used op by op too. */
function perceptron(): Setup {
  const model = new Sequential(
    new Linear(64, 32),
    new BatchNorm1d(32),
    new ReLU(),
    new Dropout({ p: 0.3 }),
    new Linear(32, 32),
    new Sigmoid(),
    new Linear(32, 10),
  );
  return {
    model,
    criterion: new CrossEntropyLoss(),
    optimizer: new Adam(model.parameters(), { lr: 1e-2 }),
    x: rand(40, 64),
    y: randint(10, [40]),
  };
}

function lossesOf(setUp: () => Setup, compiles: boolean): number[] {
  manualSeed(777);
  const { model, criterion, optimizer, x, y } = setUp();
  const plain = (): Tensor => {
    optimizer.zeroGrad();
    const loss = criterion(model(x), y);
    loss.backward();
    optimizer.step();
    return loss;
  };
  const step = compiles ? compile(plain) : plain;
  return Array.from({ length: STEPS }, () => step().item());
}

/** Trains XOR and a perceptron for digits, op by op and compiled. */
export function trainNets(): Losses {
  return {
    'XOR, eager': lossesOf(xor, false),
    'XOR, compiled': lossesOf(xor, true),
    'perceptron, eager': lossesOf(perceptron, false),
    'perceptron, compiled': lossesOf(perceptron, true),
  };
}
