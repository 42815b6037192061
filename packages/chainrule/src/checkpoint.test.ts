import { BatchNorm1d, Dropout, Linear, ReLU, Sequential } from '@chainrule/nn';
import { Adam, type Optimizer, RMSprop, SGD } from '@chainrule/optim';
import { loadCheckpoint, loadSafetensors, saveCheckpoint } from '@chainrule/serialize';
import { ArgumentError, manualSeed, randn, type Tensor } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';

interface Trained {
  readonly model: Sequential;
  readonly optimizer: Optimizer;
}

type MakeOptimizer = (params: Iterable<Tensor>) => Optimizer;

/** A model with buffers, and one that draws random numbers as it trains. */
function build(makeOptimizer: MakeOptimizer): Trained {
  const model = new Sequential(
    new Linear(3, 8),
    new BatchNorm1d(8),
    new ReLU(),
    new Dropout(0.5),
    new Linear(8, 1),
  );
  return { model, optimizer: makeOptimizer(model.parameters()) };
}

/** Trains, and returns the loss of every step. */
function train({ model, optimizer }: Trained, steps: number): number[] {
  return Array.from({ length: steps }, () => {
    const x = randn(16, 3);
    const loss = model(x).sub(x.sum(1, true)).square().mean();
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return loss.item();
  });
}

/** Every bit of a model's state. */
function bitsOf({ model }: Trained): unknown {
  return Object.entries(model.stateDict()).map(([name, x]) => [name, x.dataSync()]);
}

const optimizers: [string, MakeOptimizer][] = [
  ['SGD', (params) => new SGD(params, { lr: 0.01 })],
  ['SGD with momentum', (params) => new SGD(params, { lr: 0.01, momentum: 0.9, nesterov: true })],
  ['Adam', (params) => new Adam(params, { lr: 0.01 })],
  [
    'Adam with amsgrad',
    (params) => new Adam(params, { lr: 0.01, amsgrad: true, weightDecay: 0.1 }),
  ],
  ['RMSprop', (params) => new RMSprop(params, { lr: 0.01, momentum: 0.5, centered: true })],
];

describe.each(optimizers)('a run with %s', (_, makeOptimizer) => {
  it('goes on from a checkpoint to the bit', async () => {
    manualSeed(777);
    const unbroken = build(makeOptimizer);
    train(unbroken, 5);
    const bytes = await saveCheckpoint({ ...unbroken, step: 5, extra: { best: 0.5 } });
    const expected = train(unbroken, 5);

    manualSeed(1);
    const resumed = build(makeOptimizer);
    train(resumed, 3);
    expect(loadCheckpoint(bytes, resumed)).toEqual({ step: 5, extra: { best: 0.5 } });
    expect(train(resumed, 5)).toEqual(expected);
    expect(bitsOf(resumed)).toEqual(bitsOf(unbroken));
  });

  it('goes on from one that was taken before the first step', async () => {
    manualSeed(777);
    const unbroken = build(makeOptimizer);
    const bytes = await saveCheckpoint(unbroken);
    const expected = train(unbroken, 2);
    const resumed = build(makeOptimizer);
    train(resumed, 3);
    loadCheckpoint(bytes, resumed);
    expect(train(resumed, 2)).toEqual(expected);
  });
});

describe('a checkpoint', () => {
  it('leaves everything as it was when one part does not fit', async () => {
    manualSeed(777);
    const saved = build((params) => new Adam(params));
    train(saved, 2);
    const bytes = await saveCheckpoint(saved);

    const other = build((params) => {
      const [first, ...rest] = params;
      return new Adam([{ params: first! }, { params: rest }] as never);
    });
    train(other, 2);
    const [before, reference] = [bitsOf(other), await saveCheckpoint(other)];
    expect(() => loadCheckpoint(bytes, other)).toThrow(ArgumentError);
    expect(bitsOf(other)).toEqual(before);
    expect(await saveCheckpoint(other)).toEqual(reference);
  });

  it('holds several models and optimizers', async () => {
    manualSeed(777);
    const [a, b] = [
      build((p) => new Adam(p)),
      build((p) => new SGD(p, { lr: 0.1, momentum: 0.9 })),
    ];
    train(a, 2);
    train(b, 2);
    const parts = (): object => ({
      model: { generator: a.model, discriminator: b.model },
      optimizer: { generator: a.optimizer, discriminator: b.optimizer },
    });
    const bytes = await saveCheckpoint(parts());
    const expected = [...train(a, 2), ...train(b, 2)];
    loadCheckpoint(bytes, parts());
    expect([...train(a, 2), ...train(b, 2)]).toEqual(expected);
    expect(Object.keys(loadSafetensors(bytes).tensors)).toEqual(
      expect.arrayContaining(['model.generator.0.weight', 'optimizer.generator.state.0.expAvg']),
    );
  });
});
