import {
  BatchNorm1d,
  CrossEntropyLoss,
  Dropout,
  init,
  LayerNorm,
  Linear,
  ReLU,
  Sequential,
} from '@chainrule/nn';
import { Adagrad, Adam, AdamW, type Params, RMSprop, SGD } from '@chainrule/optim';
import { manualSeed, randint, randn } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { loadFixture } from './load.ts';

const { losses } = loadFixture<{ losses: Record<string, number[]> }>('training.json');

const optimizers = {
  SGD: (params: Params<object>) => new SGD(params, { lr: 0.1, momentum: 0.9 }),
  Adam: (params: Params<object>) => new Adam(params, { lr: 0.001 }),
  AdamW: (params: Params<object>) => new AdamW(params, { lr: 0.001 }),
  RMSprop: (params: Params<object>) => new RMSprop(params, { lr: 0.001 }),
  Adagrad: (params: Params<object>) => new Adagrad(params, { lr: 0.01 }),
};

// Adagrad's first step is as long where the gradient is the rounding of 0 as anywhere else.
const tolerances: Readonly<Record<string, number>> = { Adagrad: 2e-4 };

function* train(name: keyof typeof optimizers): Generator<number> {
  manualSeed(777);
  const model = new Sequential(
    new Linear(20, 64),
    new BatchNorm1d(64),
    new ReLU(),
    new Dropout(0.3),
    new Linear(64, 64),
    new LayerNorm(64),
    new ReLU(),
    new Dropout(0.3),
    new Linear(64, 10),
  );
  model.apply((layer) => {
    if (layer instanceof Linear) init.xavierUniform_(layer.weight);
  });
  const optimizer = optimizers[name](model.parameters());
  const criterion = new CrossEntropyLoss();
  for (;;) {
    const x = randn(32, 20);
    const y = randint(10, [32]);
    optimizer.zeroGrad();
    const loss = criterion(model(x), y);
    loss.backward();
    optimizer.step();
    yield loss.item();
  }
}

// Initial values, masks and batches all come from one stream: a single draw too many, anywhere,
// and nothing after it would agree.
describe('a net with every source of chance loses what it loses in PyTorch', () => {
  it.each(Object.keys(optimizers) as (keyof typeof optimizers)[])('by %s', (name) => {
    const expected = losses[name] as number[];
    const run = train(name);
    const found = expected.map(() => run.next().value as number);
    expect(found.slice(0, 10)).toBeAllclose(expected.slice(0, 10), { rtol: 1e-6 });
    expect(found).toBeAllclose(expected, { rtol: tolerances[name] ?? 1e-5 });
  });
});
