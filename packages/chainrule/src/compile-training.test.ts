import { compile } from '@chainrule/compile';
import {
  BatchNorm1d,
  CrossEntropyLoss,
  Dropout,
  Linear,
  type Module,
  ReLU,
  Sequential,
} from '@chainrule/nn';
import { Adam, SGD } from '@chainrule/optim';
import { manualSeed, randint, randn, type Tensor } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import {
  describeExecutors,
  digitNet,
  type MakeOptimizer,
  type Net,
  optimizers,
  stateOf,
  x,
  xorNet,
  y,
} from './testing/compiled-nets.ts';

describeExecutors('a compiled training step has the bits of the plain one', () => {
  it.each(optimizers)('XOR with %s', (_, make) => {
    const plain = xorNet(make);
    const costs = Array.from({ length: 50 }, () => plain.step(x, y).item());
    const net = xorNet(make);
    const step = compile(net.step);
    expect(Array.from({ length: 50 }, () => step(x, y).item())).toEqual(costs);
    expect(stateOf(net.model)).toEqual(stateOf(plain.model));
    expect(step.explain()).toMatch(/addmm/);
  });

  it.each(optimizers)('batch norm and dropout on changing batches with %s', (_, make) => {
    const batches = (): [Tensor, Tensor][] => {
      manualSeed(9);
      return Array.from({ length: 12 }, () => [randn(10, 6), randint(3, [10])]);
    };
    const plain = digitNet(make);
    const data = batches();
    manualSeed(4);
    const costs = data.map(([input, target]) => plain.step(input, target).item());
    const net = digitNet(make);
    const step = compile(net.step);
    manualSeed(4);
    expect(data.map(([input, target]) => step(input, target).item())).toEqual(costs);
    expect(stateOf(net.model)).toEqual(stateOf(plain.model));
  });

  it('with matrices that are large enough for registers', () => {
    const train = (wrap: (step: Net['step']) => Net['step']): unknown[] => {
      manualSeed(6);
      const model = new Sequential(
        new Linear(40, 64),
        new BatchNorm1d(64),
        new ReLU(),
        new Dropout({ p: 0.3 }),
        new Linear(64, 10),
      );
      const criterion = new CrossEntropyLoss();
      const optimizer = new Adam(model.parameters(), { lr: 0.01 });
      const step = wrap((input, target) => {
        optimizer.zeroGrad();
        const cost = criterion(model(input), target);
        cost.backward();
        optimizer.step();
        return cost;
      });
      const costs = Array.from({ length: 10 }, () => step(randn(50, 40), randint(10, [50])).item());
      return [costs, stateOf(model)];
    };
    expect(train((step) => compile(step))).toEqual(train((step) => step));
  });

  it('runs many steps in one call', () => {
    const make: MakeOptimizer = (p) => new Adam(p, { lr: 0.05 });
    const plain = xorNet(make);
    for (let i = 0; i < 40; i++) plain.step(x, y);
    const net = xorNet(make);
    const step = compile(net.step);
    step(x, y);
    const last = step.run(39);
    expect(stateOf(net.model)).toEqual(stateOf(plain.model));
    expect(plain.step(x, y).item()).toBe(step(x, y).item());
    expect(last.item()).toBeGreaterThan(0);
  });

  it('leaves the gradients of the last step where they belong', () => {
    const make: MakeOptimizer = (p) => new SGD(p, { lr: 1 });
    const plain = xorNet(make);
    const net = xorNet(make);
    const step = compile(net.step);
    for (let i = 0; i < 10; i++) {
      plain.step(x, y);
      net.optimizer.zeroGrad();
      step(x, y);
      const grads = (model: Module): unknown =>
        [...model.parameters()].map(({ grad }) => grad?.toArray());
      expect(grads(net.model)).toEqual(grads(plain.model));
    }
  });
});
