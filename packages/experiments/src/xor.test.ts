import { loadFixture, type XorFixture } from '@chainrule/oracle';
import { describe, expect, it } from 'vitest';
import type { ResultEvent, StepEvent } from './events.ts';
import type { Experiment } from './experiment.ts';
import { resolveSettings } from './parameters.ts';
import { experiments } from './registry.ts';

type Run = XorFixture['runs'][number];

const { runs } = loadFixture<XorFixture>('xor.json');

/** Costs by step, and the end, of one of our runs. */
async function train({
  net,
  seed,
}: Run): Promise<{ costs: Map<number, number>; end: ResultEvent }> {
  const experiment = experiments.find(({ id }) => id === net) as Experiment;
  const given = seed === null ? { init: 'zeros' } : { seed };
  const settings = resolveSettings(experiment.parameters, given);
  const costs = new Map<number, number>();
  let end: ResultEvent | undefined;
  for await (const event of experiment.run(settings, { device: 'cpu', eager: false })) {
    if (event.type === 'step') costs.set((event as StepEvent).step, event.cost);
    if (event.type === 'result') end = event;
  }
  return { costs, end: end as ResultEvent };
}

function relativeDifference(found: number | undefined, expected: number): number {
  return Math.abs((found ?? Number.NaN) - expected) / expected;
}

/**
 * Sums in another order differ in the last digit, and training amplifies that until both runs have
 * settled. Steps 0 and 100 come before, and the end after; in between a fall can be a few steps early or
 * late.
 */
const closeness: Readonly<Record<string, number>> = { 0: 1e-6, 100: 1e-6, 1000: 1e-2, 10000: 5e-3 };

describe('a run tells every hundredth step, and the last', () => {
  it.each([
    [1, [0]],
    [101, [0, 100]],
    [150, [0, 100, 149]],
  ])('of %i', async (steps, expected) => {
    for (const { parameters, run } of experiments.slice(0, 4)) {
      for (const eager of [true, false]) {
        const found: number[] = [];
        const events = run(resolveSettings(parameters, { steps }), { device: 'cpu', eager });
        for await (const event of events) if (event.type === 'step') found.push(event.step);
        expect(found).toEqual(expected);
      }
    }
  });
});

describe('the notebook’s XOR nets end up where PyTorch’s do', () => {
  it.each(runs)('$net from seed $seed', async (run) => {
    const { costs, end } = await train(run);
    for (const [step, expected] of Object.entries(run.losses)) {
      const difference = relativeDifference(costs.get(Number(step)), expected);
      expect(difference, `step ${step}`).toBeLessThan(closeness[step] as number);
    }
    expect(end.hypothesis?.flat()).toBeAllclose(run.hypothesis.data, { rtol: 5e-3, atol: 1e-5 });
  });
});
