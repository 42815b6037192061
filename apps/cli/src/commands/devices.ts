import type { Command } from 'commander';
import { devices } from '../devices.ts';
import type { Environment } from '../environment.ts';

/** `chainrule devices`: what `--device` can name, and what is missing where it cannot be used. */
export function addDevicesCommand(program: Command, { screen }: Environment): void {
  program
    .command('devices')
    .summary('say what can be computed on')
    .description('Says which devices can be used here, and what is missing for the others.')
    .action(() => {
      const width = Math.max(...devices.map(({ name }) => name.length));
      for (const { name, description, missing } of devices) {
        const state = missing ? `not available: ${missing}` : 'available';
        screen.print(`${name.padEnd(width)}  ${description}; ${state}`);
      }
    });
}
