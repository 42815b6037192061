import { runFresh } from './fresh-process.ts';
import { bestOf, type Times } from './measure.ts';
import { PyTorch } from './pytorch.ts';
import { formatNumber, formatTable } from './table.ts';

const STEPS = 10_001;
const NETS = ['2-1', '2-2-1', '2-10-10-10-1'];

interface OwnTimes {
  readonly eager: Times;
  readonly compiled: Times;
  readonly byHand: Times;
}

/** In how many processes each side trains, each of which has a first training. */
const PROCESSES = 3;

async function several<Value>(measure: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  while (values.length < PROCESSES) values.push(await measure());
  return values;
}

async function measure(net: string): Promise<OwnTimes> {
  const all = await several(async () => {
    const { output } = await runFresh('tooling/bench/src/xor-fresh.ts', [net, String(STEPS)]);
    return JSON.parse(output) as OwnTimes;
  });
  return {
    eager: bestOf(all.map(({ eager }) => eager)),
    compiled: bestOf(all.map(({ compiled }) => compiled)),
    byHand: bestOf(all.map(({ byHand }) => byHand)),
  };
}

async function measurePyTorch(net: string): Promise<Times> {
  const work = { kind: 'xor', widths: net.split('-').map(Number), steps: STEPS };
  const all = await several(async () => {
    const torch = await PyTorch.start();
    const times = await torch.times(work);
    torch.stop();
    return times;
  });
  return bestOf(all);
}

/**
 * Tables of trainings on XOR, each net in processes of its own on either side: milliseconds, and how
 * many times faster than PyTorch. First is the first training of a process.
 */
export async function* benchXor(torch?: PyTorch): AsyncGenerator<string> {
  const milliseconds: string[][] = [];
  const ratios: string[][] = [];
  for (const net of NETS) {
    const { eager, compiled, byHand } = await measure(net);
    const reference = torch && (await measurePyTorch(net));
    const times = [byHand, compiled, eager].map(({ best }) => best);
    const all = [...times, eager.first, reference?.best, reference?.first];
    milliseconds.push([net, ...all.map((time) => formatNumber(time && 1e3 * time))]);
    const comparisons = [
      reference && reference.first / eager.first,
      reference && reference.best / eager.best,
      reference && reference.best / compiled.best,
      compiled.best / byHand.best,
    ];
    ratios.push([net, ...comparisons.map(formatNumber)]);
  }
  const header = ['by hand', 'compiled', 'eager', 'eager, first', 'PyTorch', 'PyTorch, first'];
  yield formatTable([`ms, ${STEPS.toLocaleString('en')} steps`, ...header], milliseconds);
  yield formatTable(
    [
      'ratio',
      'PyTorch / eager, both first',
      'PyTorch / eager',
      'PyTorch / compiled',
      'compiled / by hand',
    ],
    ratios,
  );
}
