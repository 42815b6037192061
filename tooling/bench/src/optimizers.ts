import type { Kernels } from '@chainrule/kernels-cpu';
import { bestSeconds } from './measure.ts';
import type { PyTorch, PyTorchWork } from './pytorch.ts';
import { formatNumber, formatTable } from './table.ts';

/** Parameters of the 784-32-32-10 net, about. */
const COUNT = 26_506;

interface Update {
  readonly label: string;
  readonly work: PyTorchWork;
  readonly run: (functions: Kernels['functions'], offsets: Offsets) => void;
}

type Offsets = readonly [parameter: number, gradient: number, first: number, second: number];

const updates: readonly Update[] = [
  {
    label: 'SGD',
    work: { kind: 'optimizer', name: 'SGD', count: COUNT },
    run: ({ sgd }, [p, g, v]) => sgd(p, g, v, COUNT, 2, 1e-3, 0, 0, 0, false, false),
  },
  {
    label: 'SGD, momentum',
    work: { kind: 'optimizer', name: 'SGD', count: COUNT, momentum: 0.9 },
    run: ({ sgd }, [p, g, v]) => sgd(p, g, v, COUNT, 2, 1e-3, 0.9, 0, 0, false, false),
  },
  {
    label: 'Adam',
    work: { kind: 'optimizer', name: 'Adam', count: COUNT },
    run: ({ adam }, [p, g, m, v]) =>
      adam(p, g, m, v, COUNT, 2, 1e-3, 0.9, 0.999, 1e-8, 0, false, false),
  },
];

/** A table of microseconds an update of all parameters: the kernels, PyTorch. */
export async function benchOptimizers(kernels: Kernels, torch?: PyTorch): Promise<string> {
  const { arena, functions } = kernels;
  const offsets = [0, 1, 2, 3].map(() => arena.allocate(4 * COUNT)) as unknown as Offsets;
  for (const offset of offsets) arena.float32(offset, COUNT).fill(0.5);
  const rows: string[][] = [];
  for (const { label, work, run } of updates) {
    const own = 1e6 * bestSeconds(() => run(functions, offsets));
    const reference = torch && 1e6 * (await torch.seconds(work));
    rows.push([label, ...[own, reference, reference && reference / own].map(formatNumber)]);
  }
  return formatTable([`us, ${COUNT} parameters`, 'kernels', 'PyTorch', 'ratio'], rows);
}
