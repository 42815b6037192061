import { parsePrintedCosts, type Recorded } from '../recorded.ts';
import { CHANCE_COST, costIs, costsAreAbout } from './figures.ts';
import { output } from './xor-perceptron.output.ts';

const costs = parsePrintedCosts(output);

/** What the notebook printed for the perceptron, which cannot learn XOR. */
export const xorPerceptron: Recorded = {
  costs,
  hypothesis: [[0.5], [0.5], [0.5], [0.5]],
  statements: [
    {
      text: 'From step 300 on the cost is 0.6931471824645996 (ln 2): one line cannot part XOR',
      expectation: 'agrees',
      holds: (figures) => costsAreAbout(figures, CHANCE_COST, { from: 300, within: 1.2e-7 }),
    },
    {
      text: 'Every prediction ends at 0.5000',
      expectation: 'agrees',
      holds: ({ hypothesis }) =>
        hypothesis.length === 4 &&
        hypothesis.flat().every((value) => value.toFixed(4) === '0.5000'),
    },
    {
      text: 'The first cost is 0.708491325378418',
      expectation: 'seed',
      holds: (figures) => costIs(figures, costs[0]),
    },
  ],
};
