import { fileURLToPath } from 'node:url';
import { program } from 'commander';
import { createPackage, refreshPackage } from './create-package.ts';

interface Options {
  floor: number;
  description: string;
  unscoped?: true;
  refresh?: true;
}

program
  .name('new:package')
  .description('Lays down a package in packages/ and registers its floor.')
  .argument('<name>', 'the name of its folder, in kebab-case')
  .requiredOption('--floor <number>', 'the floor it stands on; it may import from below', Number)
  .requiredOption('--description <line>', 'what it is, in one line without a full stop')
  .option('--unscoped', 'publish it as NAME, not as @chainrule/NAME')
  .option('--refresh', 'bring an existing package to the form that new ones have')
  .action((folder: string, { floor, description, unscoped, refresh }: Options) => {
    const name = unscoped ? folder : `@chainrule/${folder}`;
    const lay = refresh ? refreshPackage : createPackage;
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    try {
      const written = lay(root, { folder, name, description, floor });
      console.log(written.map((path) => `wrote ${path}`).join('\n'));
    } catch (error) {
      program.error(error instanceof Error ? error.message : String(error));
    }
  });

program.parse();
