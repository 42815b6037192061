import { compile } from '@chainrule/compile';
import { DataLoader, LabelledImages, transforms } from '@chainrule/datasets';
import { CrossEntropyLoss } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import { rand, randint } from '@chainrule/tensor';
import { bestSeconds } from './measure.ts';
import { buildNet, type NetShape } from './nets.ts';
import type { PyTorch } from './pytorch.ts';
import { formatNumber, formatTable } from './table.ts';

const BATCH = 100;
const NETS: readonly NetShape[] = [
  { widths: [784, 32, 32, 10] },
  { widths: [784, 32, 32, 10], batchnorm: true },
  { widths: [784, 256, 256, 10] },
  { widths: [784, 512, 512, 512, 512, 10], dropout: 0.3 },
];

function nameOf({ widths, batchnorm, dropout }: NetShape): string {
  return `${widths.join('-')}${batchnorm ? ', batch norm' : ''}${dropout ? ', dropout' : ''}`;
}

function stepOf(shape: NetShape): () => void {
  const model = buildNet(shape, 'relu');
  const criterion = new CrossEntropyLoss();
  const optimizer = new Adam(model.parameters(), { lr: 1e-3 });
  const [x, y] = [rand(BATCH, 784), randint(10, [BATCH])];
  return () => {
    optimizer.zeroGrad();
    criterion(model(x), y).backward();
    optimizer.step();
  };
}

/** A table of milliseconds a step of Adam on a batch of 100: eager, compiled, PyTorch's. */
export async function benchMnist(torch?: PyTorch): Promise<string> {
  const rows: string[][] = [];
  for (const shape of NETS) {
    const own = 1e3 * bestSeconds(stepOf(shape));
    const reference =
      torch && 1e3 * (await torch.seconds({ kind: 'mnist', batch: BATCH, ...shape }));
    const compiled = 1e3 * bestSeconds(compile(stepOf(shape)));
    const cells = [own, compiled, reference, reference && reference / compiled].map(formatNumber);
    rows.push([nameOf(shape), ...cells]);
  }
  return formatTable(
    ['ms a step, Adam, batch 100', 'eager', 'compiled', 'PyTorch', 'ratio, compiled'],
    rows,
  );
}

const IMAGES = 10_000;

/** A table of milliseconds to shuffle and batch images that are kept as bytes. */
export async function benchLoader(torch?: PyTorch): Promise<string> {
  const images = randint(256, [IMAGES, 28, 28], { dtype: 'uint8' });
  const labels = randint(10, [IMAGES], { dtype: 'uint8' });
  const digits = new LabelledImages(images, labels, [], { transform: transforms.toTensor() });
  const loader = new DataLoader(digits, { batchSize: BATCH, shuffle: true });
  const own =
    1e3 *
    bestSeconds(() => {
      for (const _ of loader);
    });
  const reference =
    torch && 1e3 * (await torch.seconds({ kind: 'loader', count: IMAGES, batch: BATCH }));
  const cells = [own, reference, reference && reference / own].map(formatNumber);
  return formatTable(
    ['ms', 'Chainrule', 'PyTorch', 'ratio'],
    [[`${IMAGES} images, shuffled`, ...cells]],
  );
}
