import { compile } from '@chainrule/compile';
import { setNumThreads } from '@chainrule/kernels-cpu';
import { CrossEntropyLoss } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import { rand, randint, type Tensor } from '@chainrule/tensor';
import { bestSeconds } from './measure.ts';
import { buildNet, type NetShape } from './nets.ts';
import type { PyTorch } from './pytorch.ts';
import { formatNumber, formatTable } from './table.ts';

const BATCH = 100;
const IMAGES = 60_000;

const SMALL: readonly NetShape[] = [
  { widths: [784, 32, 32, 10] },
  { widths: [784, 32, 32, 10], batchnorm: true },
];

const NETS: readonly NetShape[] = [
  ...SMALL,
  { widths: [784, 256, 256, 10] },
  { widths: [784, 512, 512, 512, 512, 10], dropout: 0.3 },
];

function nameOf({ widths, batchnorm, dropout }: NetShape): string {
  return `${widths.join('-')}${batchnorm ? ', batch norm' : ''}${dropout ? ', dropout' : ''}`;
}

type Step = (x: Tensor, y: Tensor) => void;

function stepOf(shape: NetShape): Step {
  const model = buildNet(shape, 'relu');
  const criterion = new CrossEntropyLoss();
  const optimizer = new Adam(model.parameters(), { lr: 1e-3 });
  return (x, y) => {
    optimizer.zeroGrad();
    criterion(model(x), y).backward();
    optimizer.step();
  };
}

/** Milliseconds that a step takes to go once through the images, a batch at a time. */
function epoch(step: Step, images: Tensor, labels: Tensor): number {
  const seconds = bestSeconds(() => {
    for (let start = 0; start < images.size(0); start += BATCH) {
      step(images.narrow(0, start, BATCH), labels.narrow(0, start, BATCH));
    }
  });
  return 1e3 * seconds;
}

async function row(shape: NetShape, count: number, torch?: PyTorch): Promise<string[]> {
  const images = rand(count, 784);
  const labels = randint(10, [count]);
  const eager = epoch(stepOf(shape), images, labels);
  const step = compile(stepOf(shape));
  const compiled = epoch(step, images, labels);
  setNumThreads(2);
  // The thread starts beside the first steps.
  epoch(step, images, labels);
  const shared = epoch(step, images, labels);
  setNumThreads(1);
  const reference =
    torch && 1e3 * (await torch.seconds({ kind: 'mnist', batch: BATCH, count, ...shape }));
  const ratios = [eager, compiled].map((time) => reference && reference / time);
  const times = [eager, compiled, shared, reference];
  return [nameOf(shape), ...[...times, ...ratios].map(formatNumber)];
}

const header = [
  'eager',
  'compiled',
  'on two threads',
  'PyTorch',
  'ratio, eager',
  'ratio, compiled',
];

async function table(
  title: string,
  nets: readonly NetShape[],
  count: number,
  torch?: PyTorch,
): Promise<string> {
  const rows: string[][] = [];
  for (const shape of nets) rows.push(await row(shape, count, torch));
  return formatTable([title, ...header], rows);
}

/** Tables of milliseconds of Adam, eager, compiled and PyTorch's: a step, and a whole epoch. */
export function* benchMnist(torch?: PyTorch): Generator<Promise<string>> {
  yield table(`ms a step, Adam, batch ${BATCH}`, NETS, BATCH, torch);
  const images = IMAGES.toLocaleString('en');
  yield table(`ms an epoch, ${images} images in memory`, SMALL, IMAGES, torch);
}
