import {
  type Comparison,
  compareWithRecorded,
  type ExperimentEvent,
  figuresOf,
  type JudgedStatement,
  pythonFloat,
} from '@chainrule/experiments';
import type { Command } from 'commander';
import { resolveDevice } from '../devices.ts';
import type { Environment } from '../environment.ts';
import { failure, usageError } from '../failure.ts';
import { follow } from '../follow.ts';
import { withInterruption } from '../interruption.ts';
import { addParameterOptions, readSettings } from '../options.ts';
import { findExperiment, workOf } from '../registry.ts';
import { addHostOptions } from './run.ts';

interface CompareOptions extends Readonly<Record<string, unknown>> {
  readonly device: string;
  readonly eager?: true;
}

const examples = `
Examples:
  $ chainrule compare xor-nn
  $ chainrule compare xor-nn --seed 1

Exits with 0 when everything agrees that should, whatever the seed, and with 1 otherwise.`;

/** `chainrule compare <experiment>`: a run beside what the notebook printed. */
export function addCompareCommand(program: Command, environment: Environment): void {
  const command = program
    .command('compare')
    .summary("set a run beside the notebook's figures")
    .description(
      'Trains an experiment and sets its costs beside those that the notebook printed, saying what should agree and what depends on the seed.',
    )
    .argument('<experiment>', 'its name, as `chainrule list` gives it');
  addParameterOptions(command, environment.experiments);
  addHostOptions(command)
    .addHelpText('after', examples)
    .action((id: string, options: CompareOptions) => compare(id, options, environment));
}

async function compare(
  id: string,
  options: CompareOptions,
  { experiments, screen }: Environment,
): Promise<void> {
  const experiment = findExperiment(experiments, id);
  const { recorded } = experiment;
  if (!recorded) throw usageError(`${id}: the notebook prints no figures to compare with`);
  const settings = readSettings(experiment, experiments, options);
  const device = await resolveDevice(options.device, workOf(experiment));

  const events: ExperimentEvent[] = [];
  await withInterruption(async (signal) => {
    const run = experiment.run(settings, { device, eager: options.eager ?? false, signal });
    await follow(run, [{ render: (event) => events.push(event) }], signal);
  });

  const comparison = compareWithRecorded(recorded, figuresOf(events), settings);
  for (const line of report(comparison)) screen.print(line);
  if (!comparison.agrees) {
    const failed = comparison.statements.filter(disagrees).length;
    throw failure(
      `${id}: ${failed} of the statements that should agree ${failed === 1 ? 'does' : 'do'} not`,
    );
  }
}

function disagrees({ expectation, holds }: JudgedStatement): boolean {
  return expectation === 'agrees' && !holds;
}

function report({ costs, statements }: Comparison): string[] {
  const rows = [
    ['step', 'notebook', 'this run'],
    ...costs.map(({ step, recorded, ours }) => [
      String(step),
      pythonFloat(recorded),
      ours === undefined ? '(not reached)' : pythonFloat(ours),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const table = rows.map(([step, recorded, ours]) =>
    `${step!.padStart(widths[0]!)}  ${recorded!.padEnd(widths[1]!)}  ${ours}`.trimEnd(),
  );
  return [
    ...table,
    '',
    'Should agree, whatever the seed:',
    ...verdicts(statements, 'agrees', ['agrees', 'DIFFERS']),
    'Depends on the seed:',
    ...verdicts(statements, 'seed', ['the same here', 'differs here']),
  ];
}

function verdicts(
  statements: readonly JudgedStatement[],
  expectation: JudgedStatement['expectation'],
  [yes, no]: readonly [string, string],
): string[] {
  const width = Math.max(yes.length, no.length);
  return statements
    .filter((statement) => statement.expectation === expectation)
    .map(({ text, holds }) => `  ${(holds ? yes : no).padEnd(width)}  ${text}`);
}
