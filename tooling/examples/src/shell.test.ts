import { expect, it } from 'vitest';
import { allBlocks } from './find.ts';
import { brokenCommands } from './shell.ts';

const blocks = allBlocks().filter(({ language }) => language === 'sh');

it('finds commands in the READMEs', () => {
  expect(blocks.length).toBeGreaterThan(10);
});

it.each(blocks)('$file, line $line names packages and scripts that are there', ({ code }) => {
  expect(brokenCommands(code)).toEqual([]);
});

it('tells what is there from what is not', () => {
  const commands = [
    'npm install @chainrule/nn     # fine',
    'npm install @chainrule/magic',
    'npx -y pnpm@12 test',
    'pnpm frobnicate',
    'pnpm --filter @chainrule/kernels-cpu build:wasm',
    'pnpm --filter @chainrule/kernels-cpu build:magic',
    'git clone <this repository> chainrule',
  ];
  expect(brokenCommands(commands.join('\n'))).toEqual([commands[1], commands[3], commands[5]]);
});
