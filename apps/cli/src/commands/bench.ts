import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { Failure, failure } from '../failure.ts';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));
const entry = fileURLToPath(new URL('../../../../tooling/bench/src/main.ts', import.meta.url));

/** `chainrule bench`: the workspace's benchmarks, which are not part of any package. */
export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .summary('measure speed against PyTorch and others')
    .description('Runs the benchmarks of the workspace; what follows is passed on to them.')
    .argument('[arguments...]', 'passed on to the benchmarks')
    .allowUnknownOption()
    .action(bench);
}

async function bench(passedOn: readonly string[]): Promise<void> {
  if (!existsSync(entry)) {
    throw failure('bench: the benchmarks are in tooling/bench of the workspace, which is not here');
  }
  const child = spawn(process.execPath, ['tooling/run/run.mjs', entry, ...passedOn], {
    cwd: workspace,
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Failure('bench: the benchmarks failed', code === 2 ? 2 : 1);
}
