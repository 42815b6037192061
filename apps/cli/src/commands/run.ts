import type { Experiment } from '@chainrule/experiments';
import type { Command } from 'commander';
import { resolveDevice } from '../devices.ts';
import type { Environment } from '../environment.ts';
import { follow } from '../follow.ts';
import { withInterruption } from '../interruption.ts';
import { addParameterOptions, describeParameters, readSettings } from '../options.ts';
import { plotFormatOf } from '../plot/format.ts';
import { findExperiment, workOf } from '../registry.ts';
import { humanRenderer } from '../render/human.ts';
import { jsonRenderer } from '../render/json.ts';
import { liveRenderer } from '../render/live.ts';
import { plotRenderer } from '../render/plot.ts';
import type { Renderer } from '../render/renderer.ts';
import { readRun } from '../run-checkpoint.ts';
import { useThreads } from '../threads.ts';
import { checkFileOptions, type FileOptions, tieToFiles } from '../training-files.ts';
import { assertWritable } from '../writable.ts';

interface RunOptions extends FileOptions, Readonly<Record<string, unknown>> {
  readonly device: string;
  readonly eager?: true;
  readonly json?: true;
  readonly plot?: string;
}

const examples = `
Examples:
  $ chainrule run xor-nn
  $ chainrule run xor-nn --seed 1 --steps 2000 --plot xor.svg
  $ chainrule run mnist-batchnorm --epochs 1 --limit 10000
  $ chainrule run xor-nn --save xor.safetensors --checkpoint-every 1000
  $ chainrule run xor-nn --resume xor.safetensors
  $ chainrule run xor-perceptron --json | jq .cost`;

/** `chainrule run <experiment>`: trains, and shows the run as it goes. */
export function addRunCommand(program: Command, environment: Environment): void {
  const command = program
    .command('run')
    .summary('train an experiment of the notebook')
    .description('Trains an experiment of the notebook and prints what the notebook prints.')
    .argument('<experiment>', 'its name, as `chainrule list` gives it');
  addParameterOptions(command, environment.experiments);
  addHostOptions(command)
    .option('--json', 'print one JSON object a line instead of text')
    .option('--plot <file>', 'draw the run as an .svg or .png file')
    .option('--save <file>', 'write the trained model as a .safetensors file')
    .option('--load <file>', 'start from a saved model')
    .option(
      '--checkpoint-every <n>',
      'write all the run needs to go on to the --save file, every n steps or epochs',
    )
    .option('--resume <file>', 'go on from such a checkpoint, under its settings')
    .addHelpText('after', ({ command: shown }) => helpAfter(environment, shown.args[0]))
    .action((id: string, options: RunOptions) => run(id, options, environment));
}

/** The options on where and how to run, which every command that trains takes. */
export function addHostOptions(command: Command): Command {
  return command
    .option('--device <name>', 'cpu, gpu, headlessgl, webgpu or auto', 'cpu')
    .option('--eager', 'run op by op instead of through compiled steps')
    .option(
      '--threads <n>',
      'how many threads share large work on the cpu (default: the cores, up to 8)',
    )
    .hook('preAction', (_, action) => useThreads(action.opts().threads));
}

function helpAfter({ experiments }: Environment, id: string | undefined): string {
  const experiment = experiments.find((known) => known.id === id);
  if (!experiment) return examples;
  const { title, summary } = experiment;
  return `\n${title}\n${summary}\n\nIts parameters:\n${describeParameters(experiment)}\n${examples}`;
}

async function run(id: string, options: RunOptions, environment: Environment): Promise<void> {
  const experiment = findExperiment(environment.experiments, id);
  await checkFileOptions(options);
  const saved =
    options.resume === undefined ? undefined : await readRun(options.resume, experiment);
  const settings = readSettings(experiment, environment.experiments, options, saved?.settings);
  const device = await resolveDevice(options.device, workOf(experiment));
  const plot = await preparePlot(experiment, options.plot);
  const files = tieToFiles(experiment, settings, options, saved);
  const renderers = [...textRenderers(experiment, options, environment), ...plot];

  await withInterruption(async (signal) => {
    const context = { device, eager: options.eager ?? false, signal, ...files.context };
    await follow(experiment.run(settings, context), renderers, signal);
  });
  await files.finish();
}

function textRenderers(
  experiment: Experiment,
  { json }: RunOptions,
  { screen }: Environment,
): Renderer[] {
  const text = json
    ? jsonRenderer((line) => screen.print(line))
    : humanRenderer(screen, experiment);
  // JSON on a terminal stays alone there; elsewhere the terminal is free for a progress bar.
  const isLive = screen.isLive && !(json && screen.isTerminal);
  return isLive ? [text, liveRenderer(screen)] : [text];
}

async function preparePlot(experiment: Experiment, path: string | undefined): Promise<Renderer[]> {
  if (path === undefined) return [];
  const format = plotFormatOf(path);
  await assertWritable('--plot', path);
  return [plotRenderer(experiment, path, format)];
}
