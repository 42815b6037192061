import { describe, expect, test } from 'vitest';
import { pythonFloat } from '../python-float.ts';
import { parsePrintedCosts } from '../recorded.ts';
import { output as mlpBackpropOutput } from './mlp-backprop.output.ts';
import { mlpBackprop } from './mlp-backprop.ts';
import { output as xorNnOutput } from './xor-nn.output.ts';
import { xorNn } from './xor-nn.ts';
import { output as xorNnWideDeepOutput } from './xor-nn-wide-deep.output.ts';
import { xorNnWideDeep } from './xor-nn-wide-deep.ts';
import { output as xorPerceptronOutput } from './xor-perceptron.output.ts';
import { xorPerceptron } from './xor-perceptron.ts';

const sections = [
  {
    id: 'xor-perceptron',
    recorded: xorPerceptron,
    output: xorPerceptronOutput,
    tab: '\t',
    shown: 28,
  },
  { id: 'mlp-backprop', recorded: mlpBackprop, output: mlpBackpropOutput, tab: ' \t ', shown: 26 },
  { id: 'xor-nn', recorded: xorNn, output: xorNnOutput, tab: ' \t ', shown: 25 },
  {
    id: 'xor-nn-wide-deep',
    recorded: xorNnWideDeep,
    output: xorNnWideDeepOutput,
    tab: ' \t ',
    shown: 26,
  },
];

describe.each(sections)(
  'what the notebook recorded for $id',
  ({ recorded, output, tab, shown }) => {
    test('is read as far as it is shown in full, one cost every 100 steps', () => {
      expect(recorded.costs.map(({ step }) => step)).toEqual(
        Array.from({ length: shown }, (_, i) => 100 * i),
      );
    });

    test('is made of float32 numbers, so no digit was lost', () => {
      for (const { cost } of recorded.costs) expect(Math.fround(cost)).toBe(cost);
    });

    test('is printed again exactly as the notebook printed it', () => {
      const printed = recorded.costs.map(
        ({ step, cost }) => `Step: ${step}${tab}Cost: ${pythonFloat(cost)}\n`,
      );
      expect(output.startsWith(printed.join(''))).toBe(true);
    });

    test('agrees with every statement made about it', () => {
      // The perceptron is the one section whose predictions the notebook prints; the run's end is
      // beyond what it shows of the other costs.
      const figures = { costs: recorded.costs, hypothesis: recorded.hypothesis ?? [] };
      for (const statement of recorded.statements) {
        expect(statement.holds(figures, {}), statement.text).toBe(true);
      }
    });

    test('no statement holds of a run that reports nothing', () => {
      for (const statement of recorded.statements) {
        expect(statement.holds({ costs: [], hypothesis: [] }, {}), statement.text).toBe(false);
      }
    });
  },
);

describe('parsePrintedCosts', () => {
  test('drops the line that the page cut short', () => {
    expect(parsePrintedCosts('Step: 0\tCost: 0.7\nStep: 100\tCost: 0.69')).toEqual([
      { step: 0, cost: 0.7 },
    ]);
  });

  test('refuses a line that is not a printed cost', () => {
    expect(() => parsePrintedCosts('Step: 0\tCost: 0.7\nhello\n')).toThrow(
      'not a printed cost: "hello"',
    );
  });
});
