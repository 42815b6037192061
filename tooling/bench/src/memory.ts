import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compile } from '@chainrule/compile';
import { runFresh } from './fresh-process.ts';
import { formatTable } from './table.ts';
import { trainXor, xorStep } from './xor-training.ts';

const ROUNDS = 10;
const MEGABYTE = 2 ** 20;

const inMegabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(1);

/** Node hides its collector behind a flag, which may be set at any time. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Compiled steps are that many times as fast, so that many more of them are done. */
const COMPILED = 50;

/** Of a hundred compiled steps, one is a call by itself, and the others are one call together. */
const TOGETHER = 99;

/** A table of memory in use after ever more steps: it has to stay where it is. */
function steadyUse(title: string, steps: number, train: (steps: number) => void): string {
  const collect = collector();
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    train(steps / ROUNDS);
    collect();
    const { heapUsed, arrayBuffers, rss } = memoryUsage();
    const count = ((round * steps) / ROUNDS).toLocaleString('en');
    rows.push([count, ...[heapUsed, arrayBuffers, rss].map(inMegabytes)]);
  }
  return formatTable([title, 'heap, MB', 'arrays, MB', 'process, MB'], rows);
}

/** The most that a whole run of an experiment holds, or why it did not run. */
async function peakOf(...args: readonly string[]): Promise<string> {
  try {
    return inMegabytes((await runFresh('apps/cli/src/main.ts', args)).peakMemory);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Trains 2-2-1 on and on, with one compiled step. */
function compiledTraining(): (steps: number) => void {
  const step = compile(xorStep([2, 2, 1]));
  return (steps) => {
    for (let done = 0; done < steps; done += 1 + TOGETHER) {
      step();
      step.run(TOGETHER).item();
    }
  };
}

/**
 * Tables of memory: over `steps` eager steps on XOR and fifty times as many compiled ones, and at the peak
 * of an epoch of MNIST.
 */
export async function* benchMemory(steps: number): AsyncGenerator<string> {
  yield steadyUse('steps of 2-2-1, eager', steps, (count) => trainXor([2, 2, 1], count));
  yield steadyUse('steps of 2-2-1, compiled', COMPILED * steps, compiledTraining());
  const runs = [
    ['run', 'mnist-batchnorm', '--epochs', '1'],
    ['run', 'mnist-batchnorm', '--epochs', '1', '--eager'],
  ];
  const rows: string[][] = [];
  for (const args of runs) rows.push([args.join(' '), await peakOf(...args)]);
  yield formatTable(['a whole run', 'peak of the process, MB'], rows);
}
