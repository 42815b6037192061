import { describe, expect, test } from 'vitest';
import { compareWithRecorded } from './compare.ts';
import type { ExperimentEvent } from './events.ts';
import { figuresOf, type Recorded } from './recorded.ts';

const recorded: Recorded = {
  costs: [
    { step: 0, cost: 0.7 },
    { step: 100, cost: 0.5 },
  ],
  statements: [
    {
      text: 'The cost falls',
      expectation: 'agrees',
      holds: ({ costs }) => costs.length > 1 && costs.at(-1)!.cost < costs[0]!.cost,
    },
    {
      text: 'The first cost is 0.7',
      expectation: 'seed',
      holds: ({ costs }) => costs[0]?.cost === 0.7,
    },
  ],
};

const run = (...costs: number[]): ExperimentEvent[] => [
  ...costs.map((cost, i): ExperimentEvent => ({ type: 'step', step: i * 100, cost })),
  { type: 'result', experiment: 'x', seconds: 0, models: [], hypothesis: [[0.5]] },
];

describe('compareWithRecorded', () => {
  test('puts the costs of the same step side by side', () => {
    const { costs } = compareWithRecorded(recorded, figuresOf(run(0.8)), {});
    expect(costs).toEqual([
      { step: 0, recorded: 0.7, ours: 0.8 },
      { step: 100, recorded: 0.5, ours: undefined },
    ]);
  });

  test('what depends on the seed may differ', () => {
    const comparison = compareWithRecorded(recorded, figuresOf(run(0.8, 0.6)), {});
    expect(comparison.agrees).toBe(true);
    expect(comparison.statements.map(({ holds }) => holds)).toEqual([true, false]);
  });

  test('what must agree decides', () => {
    expect(compareWithRecorded(recorded, figuresOf(run(0.7, 0.9)), {}).agrees).toBe(false);
  });
});

test('figuresOf takes the costs and the final predictions', () => {
  expect(figuresOf(run(0.8, 0.6))).toEqual({
    costs: [
      { step: 0, cost: 0.8 },
      { step: 100, cost: 0.6 },
    ],
    hypothesis: [[0.5]],
  });
});
