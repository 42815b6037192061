import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { formatNumber, formatTable } from '../table.ts';
import { agreement } from './agreement.ts';
import { installLibraries } from './installed.ts';
import { type Trial, XOR_STEPS } from './trial.ts';
import { mnistBatches, mnistWork, type Work, xorWork } from './work.ts';

const XOR_NETS = ['2-1', '2-2-1', '2-10-10-10-1'];

const MNIST_NETS = [
  { widths: [784, 32, 32, 10] },
  { widths: [784, 32, 32, 10], batchnorm: true },
  { widths: [784, 512, 512, 512, 512, 10], dropout: 0.3 },
];

/** Batches of a hundred images, taken again and again. */
const BATCHES = 60;

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));

/** How one library does in a process of its own. */
async function trialOf(name: string, work: Work): Promise<Trial | null> {
  const child = fork('tooling/run/run.mjs', ['tooling/bench/src/versus/competitor.ts', name], {
    cwd: workspace,
    serialization: 'advanced',
  });
  const failure = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`${name} ended with ${signal ?? code} and without a result`);
  });
  try {
    await Promise.race([once(child, 'message'), failure]);
    child.send(work);
    const [trial] = await Promise.race([once(child, 'message'), failure]);
    return trial as Trial | null;
  } finally {
    failure.catch(() => undefined);
    child.kill();
  }
}

const header = ['ms', 'by ours, eager', 'by ours, compiled', 'first loss', 'in the end', 'losses'];

function row(name: string, trial: Trial | null, eager: Trial, compiled: Trial): string[] {
  if (trial === null) return [name, '-', '-', '-', '-', '-', 'cannot express it'];
  const { version, seconds, losses, finalLoss } = trial;
  const numbers = [1e3 * seconds, seconds / eager.seconds, seconds / compiled.seconds];
  const ends = [losses[0], finalLoss].map((loss) => loss?.toPrecision(4) ?? '-');
  return [`${name}, ${version}`, ...numbers.map(formatNumber), ...ends, agreement(trial, eager)];
}

async function compare(
  title: string,
  work: Work,
  libraries: ReadonlyMap<string, string>,
): Promise<string> {
  const eager = await required('eager', work);
  const compiled = await required('compiled', work);
  const rows = [row('Chainrule eager', eager, eager, compiled)];
  rows.push(row('Chainrule compiled', compiled, eager, compiled));
  for (const [name, module] of libraries) {
    rows.push(row(name, await trialOf(module, work), eager, compiled));
  }
  return formatTable([title, ...header], rows);
}

async function required(name: string, work: Work): Promise<Trial> {
  const trial = await trialOf(name, work);
  if (trial === null) throw new Error(`${name} did not train`);
  return trial;
}

/**
 * Tables of other libraries on the notebook's experiments, one table an experiment: milliseconds, how
 * many times as long as ours, and whether they find the same losses from the same weights.
 */
export async function* benchVersus(): AsyncGenerator<string> {
  const libraries = installLibraries((line) => console.log(`\n${line}`));
  const steps = XOR_STEPS.toLocaleString('en');
  for (const net of XOR_NETS) {
    const work = xorWork(net.split('-').map(Number));
    yield await compare(`XOR ${net}, ${steps} steps`, work, libraries);
  }
  const batches = await mnistBatches(BATCHES);
  for (const shape of MNIST_NETS) {
    const extras = `${shape.batchnorm ? ', batch norm' : ''}${shape.dropout ? ', dropout' : ''}`;
    const title = `MNIST ${shape.widths.join('-')}${extras}, a step`;
    yield await compare(title, mnistWork(shape, batches), libraries);
  }
}
