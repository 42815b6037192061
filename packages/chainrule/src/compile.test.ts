import { noGrad } from '@chainrule/autograd';
import { CompileError, compile } from '@chainrule/compile';
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
import { Adam, AdamW, lrScheduler, type Optimizer, RMSprop, SGD } from '@chainrule/optim';
import {
  cumsum,
  getDevice,
  manualSeed,
  ones,
  rand,
  randint,
  randn,
  randperm,
  type Tensor,
  tensor,
  where,
  zeros,
} from '@chainrule/tensor';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const x = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const y = tensor([[0], [1], [1], [0]]);

/** Runs a suite with the plain kernels, and again with those in WebAssembly. */
function describeExecutors(name: string, suite: () => void): void {
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

interface Net {
  readonly model: Module;
  readonly step: (x: Tensor, y: Tensor) => Tensor;
  readonly optimizer: Optimizer<object>;
}

type MakeOptimizer = (parameters: Iterable<Tensor>) => Optimizer<object>;

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

function xorNet(make: MakeOptimizer): Net {
  manualSeed(777);
  const model = new Sequential(new Linear(2, 2), new Sigmoid(), new Linear(2, 1), new Sigmoid());
  const criterion = new BCELoss();
  const optimizer = make([...model.parameters()]);
  return { model, step: trainStep(model, criterion, optimizer), optimizer };
}

function digitNet(make: MakeOptimizer): Net {
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

const optimizers: [string, MakeOptimizer][] = [
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

function stateOf(model: Module): unknown {
  return Object.entries(model.stateDict()).map(([name, value]) => [name, value.toArray()]);
}

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

describeExecutors('results', () => {
  it('are copies that a later step leaves alone', () => {
    const counter = tensor([0]);
    const count = compile(() => ({ now: counter.add_(1).mul(1), list: [counter.mul(10)] }));
    const results = Array.from({ length: 6 }, () => count());
    expect(results.map(({ now }) => now.item())).toEqual([1, 2, 3, 4, 5, 6]);
    expect(results.map(({ list: [ten] }) => ten?.item())).toEqual([10, 20, 30, 40, 50, 60]);
  });

  it('may be arguments, or tensors from outside', () => {
    const outside = tensor([1]);
    const pass = compile((input: Tensor) => [input, outside] as const);
    for (let i = 0; i < 5; i++) {
      const input = tensor([i]);
      expect(pass(input)[0].item()).toBe(i);
      expect(pass(input)[1]).toBe(outside);
    }
  });

  it('may be parts of arguments', () => {
    const first = compile((input: Tensor) => input.select(0, 0));
    for (let i = 0; i < 5; i++) expect(first(tensor([i, 7])).item()).toBe(i);
  });

  it('see changes in place of an argument', () => {
    const increment = compile((input: Tensor) => input.add_(1));
    const input = tensor([0]);
    for (let i = 0; i < 6; i++) increment(input);
    expect(input.item()).toBe(6);
  });
});

describe('what cannot be recorded says so', () => {
  it('reading elements', () => {
    const step = compile((input: Tensor) => (input.sum().item() > 0 ? input : input.neg()));
    step(ones(2));
    expect(() => step(ones(2))).toThrow(CompileError);
    expect(() => step(ones(2))).toThrow(/cannot read elements, as at .*compile\.test\.ts/);
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

describeExecutors('memory', () => {
  it('is set aside once', () => {
    const net = xorNet((p) => new Adam(p, { lr: 0.01 }));
    const step = compile(net.step);
    for (let i = 0; i < 6; i++) step(x, y);
    const allocate = vi.spyOn(getDevice('cpu'), 'allocate');
    step.run(1000);
    // Only the copy of the result.
    expect(allocate).toHaveBeenCalledTimes(1);
    allocate.mockRestore();
  });

  it('is bounded by the number of programs kept, and given back', () => {
    const traced = vi.fn((input: Tensor) => input.add(1));
    const step = compile(traced, { maxPrograms: 2 });
    const three = [ones(1), ones(2), ones(3)];
    for (const input of three) for (let i = 0; i < 5; i++) step(input);
    const before = traced.mock.calls.length;
    step(ones(3));
    step(ones(2));
    expect(traced.mock.calls.length).toBe(before);
    step(ones(1));
    expect(traced.mock.calls.length).toBe(before + 1);
    step.dispose();
    expect(step.explain()).toBe('');
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

it('leaves tensors alone that were kept from a recorded run', () => {
  let kept = tensor([0]);
  const compiled = compile((input: Tensor) => {
    const doubled = input.mul(2);
    kept = doubled;
    return doubled.add(1);
  });
  for (let i = 0; i < 3; i++) compiled(tensor([i]));
  expect(kept.item()).toBe(4);
  compiled(tensor([9]));
  expect(kept.item()).toBe(4);
});

it('explains itself, in words and as a graph', () => {
  const step = compile((input: Tensor) => input.matmul(input).add(1));
  for (let i = 0; i < 4; i++) step(ones(2, 2));
  expect(step.explain()).toMatchInlineSnapshot(`
    "         instruction     result          FLOPs
    0  b0 =  matmul(b1, b1)  float32 [2, 2]  16
    1  b2 =  add(b0, 1)      float32 [2, 2]  4
    2 instructions, 20 FLOPs, 16 bytes
    =  makes a buffer, <- changes one in place, <~ computes aside and copies"
  `);
  expect(step.toDot()).toMatch(/^digraph step \{\n {2}i0 \[shape=box, label="matmul"\];/);
});
