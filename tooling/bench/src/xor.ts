import { compile } from '@chainrule/compile';
import { BCELoss, Sigmoid } from '@chainrule/nn';
import { SGD } from '@chainrule/optim';
import { manualSeed, tensor } from '@chainrule/tensor';
import { trainByHand } from './hand-written.ts';
import { bestSeconds } from './measure.ts';
import { buildNet } from './nets.ts';
import type { PyTorch } from './pytorch.ts';
import { formatNumber, formatTable } from './table.ts';

const STEPS = 10_001;
const NETS = [
  [2, 1],
  [2, 2, 1],
  [2, 10, 10, 10, 1],
];

/** One training of the notebook: as many steps on the four samples. */
export function trainXor(widths: readonly number[], steps: number, compiles = false): void {
  manualSeed(777);
  const x = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const y = tensor([[0], [1], [1], [0]]);
  const model = buildNet({ widths }, 'sigmoid', new Sigmoid());
  const criterion = new BCELoss();
  const optimizer = new SGD(model.parameters(), { lr: 1 });
  const step = (): void => {
    optimizer.zeroGrad();
    criterion(model(x), y).backward();
    optimizer.step();
  };
  if (!compiles) {
    for (let i = 0; i < steps; i++) step();
    return;
  }
  const compiled = compile(step);
  compiled();
  compiled.run(steps - 1);
}

/** A table of milliseconds a training: the first in this process, the best, compiled, PyTorch's best. */
export async function benchXor(torch?: PyTorch): Promise<string> {
  const rows: string[][] = [];
  for (const widths of NETS) {
    const started = performance.now();
    trainXor(widths, STEPS);
    const first = performance.now() - started;
    const own = 1e3 * bestSeconds(() => trainXor(widths, STEPS));
    const reference = torch && 1e3 * (await torch.seconds({ kind: 'xor', widths, steps: STEPS }));
    const compiled = 1e3 * bestSeconds(() => trainXor(widths, STEPS, true));
    const ratios = [own, compiled].map((time) => reference && reference / time);
    const cells = [first, own, compiled, reference, ...ratios];
    rows.push([widths.join('-'), ...cells.map(formatNumber)]);
  }
  const byHand = 1e3 * bestSeconds(() => trainByHand(STEPS));
  rows.push(['2-2-1, by hand', '-', '-', formatNumber(byHand), '-', '-', '-']);
  const header = ['first eager', 'eager', 'compiled', 'PyTorch', 'ratio, eager', 'ratio, compiled'];
  return formatTable([`ms, ${STEPS} steps`, ...header], rows);
}
