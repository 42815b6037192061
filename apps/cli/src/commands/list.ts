import type { Command } from 'commander';
import type { Environment } from '../environment.ts';

/** `chainrule list`: every experiment, with the notebook's heading and what it shows. */
export function addListCommand(program: Command, { experiments, screen }: Environment): void {
  program
    .command('list')
    .summary('name the experiments')
    .description('Names the experiments, in the order of the notebook.')
    .action(() => {
      const width = Math.max(...experiments.map(({ id }) => id.length));
      for (const { id, section, summary } of experiments) {
        screen.print(`${id.padEnd(width)}  ${section}`);
        screen.print(`${' '.repeat(width)}  ${summary}`);
      }
    });
}
