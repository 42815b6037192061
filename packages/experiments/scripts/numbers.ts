/**
 * Writes the tables of docs/numbers.md: our numbers beside PyTorch's, for every recorded run.
 *
 *     pnpm --filter @chainrule/experiments numbers xor      (half a minute)
 *     pnpm --filter @chainrule/experiments numbers mnist    (some minutes)
 */
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { accelerate } from '@chainrule/kernels-cpu';
import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
import { loadFixture, type MnistFixture, type XorFixture } from '@chainrule/oracle';
import {
  type EpochEvent,
  type Experiment,
  experiments,
  pythonFloat,
  resolveSettings,
} from '../src/index.ts';

type Run = XorFixture['runs'][number];

const page = new URL('../../../docs/numbers.md', import.meta.url);

async function costsOf({ net, seed }: Run): Promise<Map<number, number>> {
  const experiment = experiments.find(({ id }) => id === net) as Experiment;
  const settings = resolveSettings(
    experiment.parameters,
    seed === null ? { init: 'zeros' } : { seed },
  );
  const costs = new Map<number, number>();
  for await (const event of experiment.run(settings, { device: 'cpu', eager: true })) {
    if (event.type === 'step') costs.set(event.step, event.cost);
  }
  return costs;
}

function relative(found: number, expected: number): string {
  const difference = Math.abs(found - expected) / expected;
  return difference === 0 ? 'equal' : difference.toExponential(0);
}

async function rowsOf(run: Run): Promise<string[]> {
  const costs = await costsOf(run);
  return Object.entries(run.losses).map(([step, expected]) => {
    const ours = costs.get(Number(step)) as number;
    const double = run.double?.[step];
    const rounding = double === undefined ? '' : relative(expected, double);
    const seed = run.seed ?? 'zeros';
    return `| ${seed} | ${step} | ${pythonFloat(ours)} | ${pythonFloat(expected)} | ${relative(ours, expected)} | ${rounding} |`;
  });
}

async function xorTables(): Promise<string[]> {
  const { runs } = loadFixture<XorFixture>('xor.json');
  const sections: string[] = [];
  for (const net of new Set(runs.map((run) => run.net))) {
    const rows: string[] = [];
    for (const run of runs.filter((each) => each.net === net)) rows.push(...(await rowsOf(run)));
    sections.push(
      `### ${net}`,
      '',
      '| seed | step | Chainrule | PyTorch 1.13 | relative difference | PyTorch from its float64 |',
      '|---|---|---|---|---|---|',
      ...rows,
      '',
    );
  }
  return sections;
}

type FullRun = MnistFixture['full'][string];

/** Our losses at the first steps, and our scores after each epoch, of the run that PyTorch made. */
async function runLike(id: string, { epochs }: FullRun, seed: number) {
  const { parameters, run } = experiments.find((each) => each.id === id) as Experiment;
  const losses: Record<string, number[]> = {};
  const scores: EpochEvent[] = [];
  const onLoss = (model: string, loss: number): void => {
    losses[model] ??= [];
    losses[model].push(loss);
  };
  const settings = resolveSettings(parameters, { seed, epochs: epochs.length });
  for await (const event of run(settings, { device: 'cpu', eager: true, onLoss })) {
    if (event.type === 'epoch') scores.push(event);
  }
  return { losses, scores };
}

function furthest(found: readonly number[], expected: readonly number[]): string {
  const differences = expected.map((loss, step) => Math.abs((found[step] as number) - loss) / loss);
  return Math.max(...differences).toExponential(0);
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)} %`;
const both = (ours: string, theirs: string): string => `${ours} / ${theirs}`;

async function mnistTables(): Promise<string[]> {
  const { full, seed } = loadFixture<MnistFixture>('mnist.json');
  const first: string[] = [];
  const epochs: string[] = [];
  for (const [id, theirs] of Object.entries(full)) {
    const ours = await runLike(id, theirs, seed);
    for (const [model, losses] of Object.entries(theirs.losses)) {
      const found = ours.losses[model] as number[];
      const columns = [found[0], losses[0]].map((loss) => pythonFloat(loss as number));
      const ten = furthest(found, losses.slice(0, 10));
      first.push(
        `| ${id} | ${model} | ${columns.join(' | ')} | ${ten} | ${furthest(found, losses)} |`,
      );
    }
    for (const { epoch, model, loss, accuracy, testLoss, testAccuracy } of ours.scores) {
      const scores = theirs.epochs[epoch - 1] as FullRun['epochs'][number];
      const { train, test } = scores[model] as (typeof scores)[string];
      const cells = [
        both(loss.toFixed(4), train.loss.toFixed(4)),
        both(percent(accuracy), percent(train.accuracy)),
        both(testLoss.toFixed(4), test.loss.toFixed(4)),
        both(percent(testAccuracy), percent(test.accuracy)),
      ];
      epochs.push(`| ${id} | ${model} | ${epoch} | ${cells.join(' | ')} |`);
    }
  }
  return [
    'The first losses, over the whole training set:',
    '',
    '| experiment | net | Chainrule, step 0 | PyTorch 1.13, step 0 | furthest of the first 10 | of the first 100 |',
    '|---|---|---|---|---|---|',
    ...first,
    '',
    'After each epoch, Chainrule / PyTorch:',
    '',
    '| experiment | net | epoch | loss | accuracy | test loss | test accuracy |',
    '|---|---|---|---|---|---|---|',
    ...epochs,
    '',
  ];
}

const tables: Readonly<Record<string, () => Promise<string[]>>> = {
  xor: xorTables,
  mnist: mnistTables,
};
const asked = process.argv.slice(2);

enableRelaxedSimd();
accelerate();
for (const name of asked.length > 0 ? asked : Object.keys(tables)) {
  const lines = await tables[name]?.();
  if (lines === undefined)
    throw new Error(`no table ${name}; there is ${Object.keys(tables).join(', ')}`);
  const text = await readFile(page, 'utf8');
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const before = text.slice(0, text.indexOf(open) + open.length);
  const after = text.slice(text.indexOf(close));
  await writeFile(page, `${before}\n\n${lines.join('\n')}\n${after}`);
}
