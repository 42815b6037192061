import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { experiments, parsePrintedCosts, resolveSettings } from '@chainrule/experiments';
import { optional } from '@chainrule/vitest-config/optional';
import { expect, it } from 'vitest';

const python = '/usr/bin/python3';

function hasPyTorch(): boolean {
  try {
    execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const describeWithPyTorch = optional(
  'PyTorch',
  hasPyTorch(),
  'apt-get install python3-torch libopenblas0-pthread',
);

/** What a script of the notebook's pages prints, stopped after 301 steps. */
function printedBy(id: string): string {
  const path = new URL(`../notebook/pytorch/${id}.py`, import.meta.url);
  const script = readFileSync(path, 'utf8').replace('range(10001)', 'range(301)');
  return execFileSync(python, ['-c', script]).toString();
}

describeWithPyTorch('the PyTorch that stands beside the code', () => {
  it.each(['xor-perceptron', 'mlp-backprop', 'xor-nn', 'xor-nn-wide-deep'])(
    '%s prints what Chainrule gives',
    async (id) => {
      const { parameters, run } = experiments.find((each) => each.id === id)!;
      const settings = resolveSettings(parameters, { steps: 301 });
      const ours: { step: number; cost: number }[] = [];
      for await (const event of run(settings, { device: 'cpu', eager: false })) {
        if (event.type === 'step') ours.push({ step: event.step, cost: event.cost });
      }
      const theirs = parsePrintedCosts(printedBy(id));
      expect(ours.map(({ step }) => step)).toEqual(theirs.map(({ step }) => step));
      expect(ours.map(({ cost }) => cost)).toBeAllclose(
        theirs.map(({ cost }) => cost),
        { rtol: 1e-6 },
      );
    },
  );
});
