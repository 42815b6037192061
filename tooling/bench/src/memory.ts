import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runFresh } from './fresh-process.ts';
import { formatTable } from './table.ts';
import { trainXor } from './xor-training.ts';

const ROUNDS = 10;
const MEGABYTE = 2 ** 20;

const inMegabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(1);

/** Node hides its collector behind a flag, which may be set at any time. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** A table of memory in use after ever more steps: it has to stay where it is. */
function steadyUse(steps: number): string {
  const collect = collector();
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    trainXor([2, 2, 1], steps / ROUNDS);
    collect();
    const { heapUsed, arrayBuffers, rss } = memoryUsage();
    const count = ((round * steps) / ROUNDS).toLocaleString('en');
    rows.push([count, ...[heapUsed, arrayBuffers, rss].map(inMegabytes)]);
  }
  return formatTable(['steps of 2-2-1, eager', 'heap, MB', 'arrays, MB', 'process, MB'], rows);
}

/** The most that a whole run of an experiment holds, or why it did not run. */
async function peakOf(...args: readonly string[]): Promise<string> {
  try {
    return inMegabytes((await runFresh('apps/cli/src/main.ts', args)).peakMemory);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Tables of memory: over `steps` steps on XOR, and at the peak of an epoch of MNIST. */
export async function* benchMemory(steps: number): AsyncGenerator<string> {
  yield steadyUse(steps);
  const runs = [
    ['run', 'mnist-batchnorm', '--epochs', '1'],
    ['run', 'mnist-batchnorm', '--epochs', '1', '--eager'],
  ];
  const rows: string[][] = [];
  for (const args of runs) rows.push([args.join(' '), await peakOf(...args)]);
  yield formatTable(['a whole run', 'peak of the process, MB'], rows);
}
