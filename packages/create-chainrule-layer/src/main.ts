#!/usr/bin/env node
import { relative, resolve } from 'node:path';
import process from 'node:process';
import { outro } from '@clack/prompts';
import { Command } from 'commander';
import { askFor } from './ask.ts';
import { createLayer } from './create-layer.ts';

interface Options {
  readonly description?: string;
  readonly package?: string;
  readonly directory?: string;
  readonly yes?: true;
}

const program = new Command('create-chainrule-layer')
  .description(
    'Lays down a package with a layer: its test, docs page and demo, ready to build and to publish.',
  )
  .argument('[name]', 'the name of the layer, in kebab-case, such as gated-linear')
  .option('--description <line>', 'what it is, in one line without a full stop')
  .option('--package <name>', 'what it is published as (default: chainrule-NAME)')
  .option(
    '--directory <path>',
    'where to write it (default: a new folder of the name of the package)',
  )
  .option('-y, --yes', 'ask nothing, and take the defaults for what is not said');

async function create(name: string | undefined, options: Options): Promise<void> {
  const isInteractive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const said = { name, description: options.description, packageName: options.package };
  const asks = isInteractive && options.yes !== true;
  const answers = asks ? await askFor(said) : said;
  if (answers.name === undefined) {
    throw new Error('name the layer, in kebab-case: npm create chainrule-layer gated-linear');
  }
  const { description = `The layer ${answers.name}`, packageName = `chainrule-${answers.name}` } =
    answers;
  const folder = options.directory ?? packageName.replace(/^@[^/]*\//, '');
  const directory = resolve(folder);
  const written = createLayer(directory, { name: answers.name, description, packageName });
  const place = relative(process.cwd(), directory);
  const next = [
    ...(place === '' ? [] : [`cd ${place}`]),
    'npm install',
    'npm test',
    'npm run demo',
  ];
  const report = `Wrote ${written.length} files. Next: ${next.join(' && ')}`;
  if (asks) outro(report);
  else console.log(report);
}

program.action(async (name: string | undefined, options: Options) => {
  try {
    await create(name, options);
  } catch (error) {
    program.error(`error: ${error instanceof Error ? error.message : error}`);
  }
});

await program.parseAsync();
