import { loadFixture, type MnistFixture } from '@chainrule/oracle';
import { beforeAll, describe, expect, it } from 'vitest';
import * as torch from '../index.ts';

const { nn } = torch;
const { DataLoader, Subset } = torch.utils.data;
const device = torch.cuda.isAvailable() ? torch.device('cuda') : torch.device('cpu');
const { seed, first } = loadFixture<MnistFixture>('mnist.json');

/** So many steps are enough to see, and few enough to wait for. */
const steps = 10;

let train: torch.datasets.MNIST;
beforeAll(async () => {
  const transform = torch.datasets.transforms.toTensor();
  train = await torch.datasets.MNIST.load({ train: true, transform });
});

interface Contestant {
  readonly name: string;
  readonly model: torch.nn.Sequential;
  readonly optimizer: torch.optim.Optimizer<object>;
}

/** Trains the models side by side on the same batches, as the page's models are meant to be. */
function losses(
  contestants: readonly Contestant[],
  limit: number,
  batchSize: number,
): Record<string, number[]> {
  const images = Array.from({ length: limit }, (_, index) => index);
  const loader = new DataLoader(new Subset(train, images), {
    batchSize,
    shuffle: true,
    dropLast: true,
  });
  const criterion = new nn.CrossEntropyLoss().to(device);
  const found: Record<string, number[]> = {};
  for (const { model } of contestants) model.train();
  let step = 0;
  for (const [images, labels] of loader) {
    const X = images.view(-1, 28 * 28).to(device);
    const Y = labels.to(device);
    for (const { name, model, optimizer } of contestants) {
      optimizer.zeroGrad();
      const hypothesis = model(X);
      const cost = criterion(hypothesis, Y);
      cost.backward();
      optimizer.step();
      found[name] = [...(found[name] ?? []), cost.item()];
    }
    if (++step === steps) break;
  }
  return found;
}

/** Where a unit is next to ReLU's kink, PyTorch's own runs part when they sum in another order. */
function expectPyTorchLosses(experiment: string, found: Record<string, number[]>): void {
  const { losses: expected = {}, sensitivity } = first[experiment] ?? {};
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, values] of Object.entries(expected)) {
    for (const [step, loss] of values.slice(0, steps).entries()) {
      const difference = Math.abs((found[name]?.[step] ?? Number.NaN) - loss) / loss;
      const moved = sensitivity?.losses[name]?.[step] ?? 0;
      expect(difference, `${name}, step ${step}`).toBeLessThan(Math.max(1e-5, 3 * moved));
    }
  }
}

describe('Code: MNIST_batchnorm', () => {
  it('has the losses of PyTorch', () => {
    torch.manualSeed(seed);
    // nn layers
    const linear1 = new torch.nn.Linear(784, 32, { bias: true });
    const linear2 = new torch.nn.Linear(32, 32, { bias: true });
    const linear3 = new torch.nn.Linear(32, 10, { bias: true });
    const relu = new torch.nn.ReLU();
    const bn1 = new torch.nn.BatchNorm1d(32); // 1D Batch-normalization
    const bn2 = new torch.nn.BatchNorm1d(32);

    const nnLinear1 = new torch.nn.Linear(784, 32, { bias: true });
    const nnLinear2 = new torch.nn.Linear(32, 32, { bias: true });
    const nnLinear3 = new torch.nn.Linear(32, 10, { bias: true });

    // model
    const bnModel = new torch.nn.Sequential(linear1, bn1, relu, linear2, bn2, relu, linear3).to(
      device,
    );
    const nnModel = new torch.nn.Sequential(nnLinear1, relu, nnLinear2, relu, nnLinear3).to(device);

    const contestants = [
      {
        name: 'batch norm',
        model: bnModel,
        optimizer: new torch.optim.Adam(bnModel.parameters(), { lr: 0.01 }),
      },
      {
        name: 'plain',
        model: nnModel,
        optimizer: new torch.optim.Adam(nnModel.parameters(), { lr: 0.01 }),
      },
    ];
    expectPyTorchLosses(
      'mnist-batchnorm',
      losses(contestants, first['mnist-batchnorm']?.limit ?? 0, 32),
    );
  });
});

describe('Dropout: layer, activation, dropout', () => {
  it('has the losses of PyTorch, masks included', () => {
    torch.manualSeed(seed);
    const widths = [784, 512, 512, 512, 512, 10];
    const makeLinears = (): torch.nn.Linear[] => {
      const linears = widths
        .slice(1)
        .map((width, layer) => new nn.Linear(widths[layer] ?? 0, width, { bias: true }));
      for (const { weight } of linears) nn.init.xavierUniform_(weight);
      return linears;
    };
    const relu = new nn.ReLU();
    const dropout = new torch.nn.Dropout({ p: 0.3 });
    const [first1, first2, first3, first4, first5] = makeLinears() as [
      torch.nn.Linear,
      torch.nn.Linear,
      torch.nn.Linear,
      torch.nn.Linear,
      torch.nn.Linear,
    ];
    const [second1, second2, second3, second4, second5] = makeLinears() as [
      torch.nn.Linear,
      torch.nn.Linear,
      torch.nn.Linear,
      torch.nn.Linear,
      torch.nn.Linear,
    ];
    const dropModel = new nn.Sequential(
      first1,
      relu,
      dropout,
      first2,
      relu,
      dropout,
      first3,
      relu,
      dropout,
      first4,
      relu,
      dropout,
      first5,
    ).to(device);
    const plainModel = new nn.Sequential(
      second1,
      relu,
      second2,
      relu,
      second3,
      relu,
      second4,
      relu,
      second5,
    ).to(device);
    torch.noGrad(() => {
      const sources = [...dropModel.parameters()];
      for (const [place, target] of [...plainModel.parameters()].entries())
        target.copy_(sources[place] as torch.Tensor);
    });

    const contestants = [
      {
        name: 'dropout',
        model: dropModel,
        optimizer: new torch.optim.Adam(dropModel.parameters(), { lr: 1e-3 }),
      },
      {
        name: 'plain',
        model: plainModel,
        optimizer: new torch.optim.Adam(plainModel.parameters(), { lr: 1e-3 }),
      },
    ];
    expectPyTorchLosses(
      'mnist-nn-dropout',
      losses(contestants, first['mnist-nn-dropout']?.limit ?? 0, 100),
    );
  });
});
