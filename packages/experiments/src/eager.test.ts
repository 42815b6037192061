import { accelerate } from '@chainrule/kernels-cpu';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentEvent } from './events.ts';
import { resolveSettings } from './parameters.ts';
import { experiments } from './registry.ts';

// Testing on 10,000 images takes minutes with the plain kernels.
let restore: () => void;
beforeAll(() => {
  restore = accelerate();
});
afterAll(() => restore());

const short: Readonly<Record<string, Record<string, number>>> = {
  'xor-perceptron': { steps: 250 },
  'mlp-backprop': { steps: 250 },
  'xor-nn': { steps: 250 },
  'xor-nn-wide-deep': { steps: 250 },
  'mnist-nn': { limit: 600, epochs: 1 },
  'mnist-nn-xavier': { limit: 600, epochs: 1 },
  'mnist-nn-dropout': { limit: 500, epochs: 1 },
  'mnist-batchnorm': { limit: 320, epochs: 1 },
};

/** All that a run tells, but for what the clock says. */
async function told(id: string, eager: boolean): Promise<unknown[]> {
  const experiment = experiments.find((each) => each.id === id);
  if (experiment === undefined) throw new Error(`no experiment ${id}`);
  const settings = resolveSettings(experiment.parameters, short[id] ?? {});
  const events: ExperimentEvent[] = [];
  for await (const event of experiment.run(settings, { device: 'cpu', eager })) {
    if (event.type !== 'progress') events.push(event);
  }
  return events.map((event) => ('seconds' in event ? { ...event, seconds: 0 } : event));
}

describe('compiled steps give the bits of eager ones', { timeout: 120_000 }, () => {
  it.each(experiments.map(({ id }) => id))('in %s', async (id) => {
    expect(await told(id, false)).toEqual(await told(id, true));
  });
});
