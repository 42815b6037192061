import { noGrad } from '@chainrule/autograd';
import { CompileError, compile } from '@chainrule/compile';
import { Dropout, Linear, Sequential } from '@chainrule/nn';
import { lrScheduler, SGD } from '@chainrule/optim';
import { cumsum, ones, rand, randperm, type Tensor, tensor, where, zeros } from '@chainrule/tensor';
import { describe, expect, it, vi } from 'vitest';
import {
  describeExecutors,
  type MakeOptimizer,
  type Net,
  optimizers,
  x,
  xorNet,
  y,
} from './testing/compiled-nets.ts';

describeExecutors('what a program depends on', () => {
  it('is the learning rate', () => {
    const make: MakeOptimizer = (p) => new SGD(p, { lr: 1 });
    const train = (wrap: (step: Net['step']) => Net['step']): number[] => {
      const net = xorNet(make);
      const step = wrap(net.step);
      const scheduler = new lrScheduler.StepLR(net.optimizer as SGD, { stepSize: 5, gamma: 0.5 });
      return Array.from({ length: 20 }, () => {
        const cost = step(x, y).item();
        scheduler.step();
        return cost;
      });
    };
    expect(train((step) => compile(step))).toEqual(train((step) => step));
  });

  it('is a learning rate that changes with every step', () => {
    const train = (make: MakeOptimizer, wrap: (step: Net['step']) => Net['step']): number[] => {
      const net = xorNet(make);
      const step = wrap(net.step);
      const { paramGroups } = net.optimizer as SGD;
      return Array.from({ length: 20 }, (_, i) => {
        const cost = step(x, y).item();
        for (const group of paramGroups) group.lr = 0.5 / (i + 2);
        return cost;
      });
    };
    for (const [, make] of optimizers) {
      const traced = vi.fn((step: Net['step']) => compile(step));
      expect(train(make, traced)).toEqual(train(make, (step) => step));
    }
  });

  it('is whether there are gradients to add to', () => {
    const run = (wrap: (step: () => Tensor) => () => Tensor): unknown[] => {
      const weight = tensor([1, 2], { requiresGrad: true });
      const step = wrap(() => {
        const cost = weight.mul(weight).sum();
        cost.backward();
        return cost;
      });
      return Array.from({ length: 24 }, (_, i) => {
        if (i % 8 < 4) weight.grad = null;
        step();
        return weight.grad?.toArray();
      });
    };
    expect(run((step) => compile(step))).toEqual(run((step) => step));
  });

  it('is the mode of its modules', () => {
    const model = new Sequential(new Linear(4, 4), new Dropout({ p: 0.5 }));
    const forward = compile((input: Tensor) => noGrad(() => model(input)));
    const input = ones(3, 4);
    for (let i = 0; i < 5; i++) forward(input);
    model.eval();
    expect(forward(input).toArray()).toEqual(noGrad(() => model(input)).toArray());
    expect(forward(input).toArray()).toEqual(forward(input).toArray());
  });

  it('is the shape, the dtype and the layout of an argument', () => {
    const double = compile((input: Tensor) => input.mul(2).sum(0));
    for (let round = 0; round < 5; round++) {
      for (const input of [
        rand(3, 4),
        rand(5, 4),
        rand(3, 4).double(),
        rand(4, 3).t(),
        zeros(3, 4, { dtype: 'int32' }),
      ]) {
        expect(double(input).toArray()).toEqual(input.mul(2).sum(0).toArray());
      }
    }
  });

  it('is the value of an argument that is a number', () => {
    const power = compile((input: Tensor, exponent: number) =>
      exponent > 1 ? input.pow(exponent) : input,
    );
    const input = tensor([2, 3]);
    for (let round = 0; round < 4; round++) {
      expect(power(input, 2).toArray()).toEqual([4, 9]);
      expect(power(input, 3).toArray()).toEqual([8, 27]);
      expect(power(input, 1).toArray()).toEqual([2, 3]);
    }
  });
});

describe('what cannot be recorded says so', () => {
  it('reading elements', () => {
    const step = compile((input: Tensor) => (input.sum().item() > 0 ? input : input.neg()));
    step(ones(2));
    expect(() => step(ones(2))).toThrow(CompileError);
    expect(() => step(ones(2))).toThrow(/cannot read elements, as at .*compile-guards\.test\.ts/);
    expect(ones(2).add(1).toArray()).toEqual([2, 2]);
  });

  it('a variable that hands tensors from one call to the next', () => {
    let sum = tensor([0]);
    const step = compile((input: Tensor) => {
      sum = sum.add(input);
      return sum;
    });
    for (let i = 0; i < 4; i++) step(ones(1));
    expect(() => step(ones(1))).toThrow(/keep it in a tensor that is changed in place/);
  });

  it('draws that are no primitives', () => {
    const step = compile((input: Tensor) => input.add(randperm(3)));
    step(zeros(3));
    expect(() => step(zeros(3))).toThrow(/randperm, multinomial/);
  });

  it('an argument that the step changes from outside too', () => {
    const shared = tensor([1, 2]);
    const step = compile((input: Tensor) => shared.add_(input).mul(input));
    for (let i = 0; i < 3; i++) step(ones(2));
    expect(step(ones(2)).toArray()).toEqual([5, 6]);
    expect(() => step(shared)).toThrow(/shares memory with something that the step changes/);
    const two = compile((a: Tensor, b: Tensor) => a.add_(b));
    for (let i = 0; i < 4; i++) two(zeros(2), ones(2));
    const whole = zeros(4);
    expect(() => two(whole.narrow(0, 0, 2), whole.narrow(0, 2, 2))).toThrow(/pass a clone/);
    const same = zeros(2);
    expect(() => two(same, same)).toThrow(/pass a clone/);
  });

  it('a step that is async', () => {
    const step = compile(async (input: Tensor) => input.add(1));
    void step(zeros(3));
    expect(() => step(zeros(3))).toThrow(/cannot be async/);
  });

  it('something else each time', () => {
    let scale = 0;
    const step = compile((input: Tensor) => input.mul(++scale));
    for (let i = 0; i < 4; i++) step(ones(2));
    expect(() => step(ones(2))).toThrow(/something else each of 4 times: instruction 0, mul,/);
  });

  it('an error inside leaves the step usable', () => {
    let fails = true;
    const step = compile((input: Tensor) => {
      if (fails) throw new Error('inside');
      return input.add(1);
    });
    expect(() => step(ones(1))).toThrow('inside');
    expect(() => step(ones(1))).toThrow('inside');
    fails = false;
    for (let i = 0; i < 5; i++) expect(step(ones(1)).item()).toBe(2);
  });

  it('an argument that requires grad, and run before a call', () => {
    const step = compile((input: Tensor) => input.mul(2));
    expect(() => step(ones(1, { requiresGrad: true }))).toThrow(/requires grad/);
    expect(() => step.run(3)).toThrow(/call the step first/);
    step(ones(1));
    expect(() => step.run(0)).toThrow(/1 or more/);
    expect(() => compile(() => 1, { maxPrograms: 0 })).toThrow(/maxPrograms/);
  });
});

it('takes in views, indexing, constants and a step inside of a step', () => {
  const inner = compile((input: Tensor) => input.t().contiguous());
  const body = (input: Tensor): Tensor => {
    const buffer = zeros(4, 3);
    buffer.select(0, 1).copy_(input.select(1, 0));
    buffer.narrow(0, 2, 2).add_(cumsum(input, 1).t().narrow(0, 1, 2));
    const chosen = where(buffer.gt(1), buffer, tensor(0.5));
    return inner(chosen).matmul(chosen).index(0).sort({ descending: true }).values;
  };
  const compiled = compile(body);
  for (let i = 0; i < 6; i++) {
    const input = rand(3, 4).mul(3);
    expect(compiled(input).toArray()).toEqual(body(input).toArray());
  }
});

it('begins each run with the arrays that the step makes anew', () => {
  const compiled = compile((input: Tensor) => {
    const total = tensor([1, 2]);
    return total.add_(input).mul(tensor([3, 4]));
  });
  for (let i = 0; i < 6; i++) expect(compiled(ones(2)).toArray()).toEqual([6, 12]);
});
