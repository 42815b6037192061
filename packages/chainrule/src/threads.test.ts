import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  compile,
  manualSeed,
  nn,
  optim,
  rand,
  randint,
  setNumThreads,
  type Tensor,
} from './index.ts';

/** A net of the size that threads share the work of, trained a few steps; its parameters and costs. */
function train(threads: number, isCompiled: boolean): number[][] {
  setNumThreads(threads);
  manualSeed(777);
  const model = new nn.Sequential(
    new nn.Linear(300, 256),
    new nn.ReLU(),
    new nn.Dropout({ p: 0.3 }),
    new nn.Linear(256, 200),
    new nn.Sigmoid(),
    new nn.Linear(200, 130),
  );
  const criterion = new nn.CrossEntropyLoss();
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 });
  const [x, y] = [rand(110, 300), randint(130, [110])];
  const step = (): Tensor => {
    optimizer.zeroGrad();
    const cost = criterion(model(x), y);
    cost.backward();
    optimizer.step();
    return cost;
  };
  const run = isCompiled ? compile(step) : step;
  const costs = Array.from({ length: 10 }, () => run().item());
  return [
    costs,
    ...[...model.parameters()].map((parameter) => [...(parameter.flatten().toArray() as number[])]),
  ];
}

describe('training has the same bits on any number of threads', { timeout: 120_000 }, () => {
  let eager: number[][];
  beforeEach(() => {
    eager ??= train(1, false);
  });
  afterEach(() => setNumThreads(1));

  it.each([2, 3, 4])('op by op, %i threads', (threads) => {
    expect(train(threads, false)).toEqual(eager);
  });

  it.each([1, 2, 3, 4])('compiled, %i threads', (threads) => {
    expect(train(threads, true)).toEqual(eager);
  });
});
