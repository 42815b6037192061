import { parsePrintedCosts, type Recorded } from '../recorded.ts';
import { CHANCE_COST, costIs, costsAreAbout } from './figures.ts';
import { output } from './xor-nn-wide-deep.output.ts';

const costs = parsePrintedCosts(output);

/** What the notebook printed for the 2-10-10-10-1 net, as far as its page shows it. */
export const xorNnWideDeep: Recorded = {
  costs,
  statements: [
    {
      text: 'From step 100 to 1000 the cost creeps along the plateau at 0.6931 (ln 2), within 0.001',
      expectation: 'agrees',
      holds: (figures) =>
        costsAreAbout(figures, CHANCE_COST, { from: 100, to: 1000, within: 0.001 }),
    },
    {
      text: 'At step 2500 it is still there, within 0.001',
      expectation: 'seed',
      holds: (figures) =>
        costsAreAbout(figures, CHANCE_COST, { from: 2500, to: 2500, within: 0.001 }),
    },
    {
      text: 'The first cost is 0.6932129859924316',
      expectation: 'seed',
      holds: (figures) => costIs(figures, costs[0]),
    },
  ],
};
