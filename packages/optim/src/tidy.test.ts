import { manualSeed, rand, type Tensor, tensor, tidy } from '@chainrule/tensor';
import '@chainrule/autograd';
import { expect, it } from 'vitest';
import { Adam, type Optimizer, RMSprop, SGD } from './index.ts';

const optimizers: Record<string, (params: Tensor[]) => Optimizer> = {
  SGD: (params) => new SGD(params, { lr: 0.1, momentum: 0.9 }),
  Adam: (params) => new Adam(params, { lr: 0.1, amsgrad: true }),
  RMSprop: (params) => new RMSprop(params, { lr: 0.01, momentum: 0.5, centered: true }),
};

it.each(Object.keys(optimizers))('%s takes the same steps inside of tidy', (name) => {
  const train = (around: <R>(work: () => R) => R): number[] => {
    manualSeed(3);
    const weight = rand([2, 1]).requiresGrad_();
    const x = tensor([
      [0, 1],
      [1, 1],
      [2, 0],
    ]);
    const y = tensor([[1], [3], [4]]);
    const optimizer = (optimizers[name] as (params: Tensor[]) => Optimizer)([weight]);
    return Array.from({ length: 5 }, () =>
      around(() => {
        optimizer.zeroGrad();
        const loss = x.matmul(weight).sub(y).pow(2).mean();
        loss.backward();
        optimizer.step();
        return loss.item();
      }),
    );
  };
  expect(train(tidy)).toEqual(train((work) => work()));
});

it("keeps a gradient while it is its leaf's, and no longer", () => {
  const weight = tensor([1, 2]).requiresGrad_();
  tidy(() => weight.mul(3).sum().backward());
  const first = weight.grad as Tensor;
  expect(first.toArray()).toEqual([3, 3]);
  tidy(() => {
    weight.grad = null;
    weight.mul(2).sum().backward();
  });
  expect(weight.grad?.toArray()).toEqual([2, 2]);
  expect(() => first.toArray()).toThrow('disposed');
});
