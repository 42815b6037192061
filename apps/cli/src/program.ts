import { readFileSync } from 'node:fs';
import { ChainruleError } from '@chainrule/tensor';
import { Command, CommanderError } from 'commander';
import { addBenchCommand } from './commands/bench.ts';
import { addCompareCommand } from './commands/compare.ts';
import { addDevicesCommand } from './commands/devices.ts';
import { addListCommand } from './commands/list.ts';
import { addRunCommand } from './commands/run.ts';
import type { Environment } from './environment.ts';
import { Failure, usageError } from './failure.ts';

const examples = `
Examples:
  $ chainrule list
  $ chainrule run xor-nn --plot xor.svg
  $ chainrule run xor-nn --help        what can be set on an experiment
  $ chainrule compare xor-perceptron   set a run beside the notebook's figures`;

function versionOfThis(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function buildProgram(environment: Environment): Command {
  const program = new Command('chainrule')
    .description('Runs the experiments of a PyTorch notebook, with the numbers PyTorch prints.')
    .version(versionOfThis())
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', examples);
  addListCommand(program, environment);
  addRunCommand(program, environment);
  addCompareCommand(program, environment);
  addDevicesCommand(program, environment);
  addBenchCommand(program);
  return program;
}

/** The failure that an error amounts to; undefined where the program has merely said what it was asked. */
function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return undefined;
    return usageError(error.message.replace(/^error: /, ''));
  }
  if (error instanceof ChainruleError) return new Failure(error.message, 1);
  return new Failure(`unexpected ${error}`, 1);
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');

/**
 * Runs the program on the words after its name and returns the code to exit with.
 *
 * 0 for success, 1 for work that failed, 2 for a command line that makes no sense, 130 for Ctrl-C;
 * whatever went wrong is one line on `reportError`.
 */
export async function runProgram(
  words: readonly string[],
  environment: Environment,
  reportError: (line: string) => void,
): Promise<number> {
  try {
    if (words.length === 0) {
      throw usageError('name a command: list, run, compare, devices or bench (--help says more)');
    }
    await buildProgram(environment).parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) return 0;
    reportError(`chainrule: ${oneLine(failure.message)}`);
    return failure.exitCode;
  }
}
