import {
  type Experiment,
  type Parameter,
  parseParameter,
  resolveSettings,
  type Settings,
} from '@chainrule/experiments';
import { ArgumentError } from '@chainrule/tensor';
import { type Command, Option } from 'commander';
import { usageError } from './failure.ts';

/** The flag of a parameter: `batchSize` is `--batch-size`. */
function flagOf(parameterName: string): string {
  return `--${parameterName.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What a flag's value looks like in the help. */
function placeholderOf(parameter: Parameter): string {
  if (parameter.kind === 'choice') return '<name>';
  return parameter.kind === 'integer' ? '<n>' : '<x>';
}

/**
 * Adds one flag for every parameter of any experiment.
 *
 * The flags may stand before the experiment's name, so the command has to know them all; whether a
 * flag and its value fit the experiment is for {@link readSettings}.
 */
export function addParameterOptions(command: Command, experiments: readonly Experiment[]): void {
  const parameters = new Map(
    experiments.flatMap((experiment) => Object.entries(experiment.parameters)),
  );
  for (const [name, parameter] of parameters) {
    const flags = `${flagOf(name)} ${placeholderOf(parameter)}`;
    command.addOption(new Option(flags, parameter.description));
  }
}

/** How long a run is, which may change when it goes on from a checkpoint. */
const lengths: readonly string[] = ['steps', 'epochs'];

/**
 * The settings that the flags ask for, the experiment's defaults filled in; or, where the run goes
 * on from a checkpoint, those it was `saved` with.
 */
export function readSettings(
  experiment: Experiment,
  experiments: readonly Experiment[],
  values: Readonly<Record<string, unknown>>,
  saved: Readonly<Record<string, number | string | null>> = {},
): Settings {
  const known = new Set(experiments.flatMap(({ parameters }) => Object.keys(parameters)));
  const given: Record<string, number | string> = {};
  for (const name of known) {
    const text = values[name];
    if (typeof text !== 'string') continue;
    const parameter = experiment.parameters[name];
    if (!parameter) throw usageError(misfit(experiment, name));
    given[name] = readValue(name, parameter, text);
    const before = saved[name];
    if (before === undefined || before === given[name] || lengths.includes(name)) continue;
    throw usageError(`${flagOf(name)}: the checkpoint was made with ${before}; leave the flag out`);
  }
  return resolveSettings(experiment.parameters, { ...saved, ...given });
}

function readValue(name: string, parameter: Parameter, text: string): number | string {
  try {
    return parseParameter(parameter, text);
  } catch (error) {
    if (error instanceof ArgumentError) throw usageError(`${flagOf(name)}: ${error.message}`);
    throw error;
  }
}

function misfit(experiment: Experiment, name: string): string {
  const flags = Object.keys(experiment.parameters).map(flagOf).join(', ');
  return `${experiment.id} takes no ${flagOf(name)}; it takes ${flags}`;
}

/** What can be set on an experiment, for the help. */
export function describeParameters(experiment: Experiment): string {
  const rows = Object.entries(experiment.parameters).map(([name, parameter]) => {
    const choices = parameter.kind === 'choice' ? `: ${parameter.choices.join(', ')}` : '';
    const fallback = parameter.default === null ? 'all' : String(parameter.default);
    return [
      `  ${flagOf(name)} ${placeholderOf(parameter)}`,
      parameter.description + choices,
      fallback,
    ];
  });
  const width = Math.max(...rows.map(([flag]) => flag!.length));
  return rows
    .map(
      ([flag, description, fallback]) =>
        `${flag!.padEnd(width)}  ${description} (default: ${fallback})`,
    )
    .join('\n');
}
