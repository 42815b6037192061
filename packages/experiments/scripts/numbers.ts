/**
 * Writes the XOR tables of docs/numbers.md: our costs beside PyTorch's, for every recorded run.
 *
 *     pnpm --filter @chainrule/experiments numbers
 */
import { readFile, writeFile } from 'node:fs/promises';
import { loadFixture, type XorFixture } from '@chainrule/oracle';
import { type Experiment, experiments, pythonFloat, resolveSettings } from '../src/index.ts';

type Run = XorFixture['runs'][number];

const page = new URL('../../../docs/numbers.md', import.meta.url);
const [open, close] = ['<!-- xor -->', '<!-- /xor -->'];

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
    const nudged = run.nudged?.[step];
    const sensitivity = nudged === undefined ? '' : relative(nudged, expected);
    const seed = run.seed ?? 'zeros';
    return `| ${seed} | ${step} | ${pythonFloat(ours)} | ${pythonFloat(expected)} | ${relative(ours, expected)} | ${sensitivity} |`;
  });
}

const { runs } = loadFixture<XorFixture>('xor.json');
const sections: string[] = [];
for (const net of new Set(runs.map((run) => run.net))) {
  const rows: string[] = [];
  for (const run of runs.filter((each) => each.net === net)) rows.push(...(await rowsOf(run)));
  sections.push(
    `### ${net}`,
    '',
    '| seed | step | Chainrule | PyTorch 1.13 | relative difference | PyTorch, nudged |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  );
}

const text = await readFile(page, 'utf8');
const before = text.slice(0, text.indexOf(open) + open.length);
const after = text.slice(text.indexOf(close));
await writeFile(page, `${before}\n\n${sections.join('\n')}\n${after}`);
