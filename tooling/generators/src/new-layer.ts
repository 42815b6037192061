import { fileURLToPath } from 'node:url';
import { program } from 'commander';
import { createLayerPackage } from './create-layer-package.ts';

interface Options {
  floor: number;
  description?: string;
}

program
  .name('new:layer')
  .description('Lays down packages/contrib-NAME: a layer with its test, docs page and demo.')
  .argument('<name>', 'the name of the layer, in kebab-case, such as gated-linear')
  .option('--description <line>', 'what it is, in one line without a full stop')
  .option('--floor <number>', 'the floor it stands on; it may import from below', Number, 4)
  .action((name: string, { floor, description = `The layer ${name}` }: Options) => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    try {
      const written = createLayerPackage(root, { name, description, floor });
      console.log(written.map((path) => `wrote ${path}`).join('\n'));
    } catch (error) {
      program.error(error instanceof Error ? error.message : String(error));
    }
  });

program.parse();
