import { execFileSync, spawnSync } from 'node:child_process';
import { optional } from '@chainrule/vitest-config/optional';
import { expect, it } from 'vitest';
import { allBlocks } from './find.ts';

const python = '/usr/bin/python3';
const hasPyTorch = spawnSync(python, ['-c', 'import torch']).status === 0;
const describeWithPyTorch = optional('PyTorch', hasPyTorch, 'apt-get install python3-torch');

describeWithPyTorch('the scripts that the documentation ports', () => {
  const blocks = allBlocks().filter(({ language }) => language === 'python');

  it.each(blocks)('$file, line $line prints what the page says', ({ code }) => {
    const lines = execFileSync(python, ['-c', code], { encoding: 'utf8' }).trim().split('\n');
    const losses = lines.map((line) => Number(line.split(' ').at(-1)).toFixed(6));
    expect(losses).toEqual(['0.743407', '0.003601', '0.001235']);
  });
});
