import { parsePrintedCosts, type Recorded } from '../recorded.ts';
import { CHANCE_COST, costIs, costsAreAbout } from './figures.ts';
import { output } from './mlp-backprop.output.ts';

const costs = parsePrintedCosts(output);

/**
 * What the notebook printed for two layers trained by hand.
 *
 * Its weights came from `torch.Tensor(2, 2)`, which is memory as it was found, and was as good as
 * zero: two hidden units that start alike stay alike.
 */
export const mlpBackprop: Recorded = {
  costs,
  statements: [
    {
      text: 'From step 100 to 2500 the cost is 0.6931 (ln 2) to six decimals: nothing is learnt',
      expectation: 'agrees',
      holds: (figures) =>
        costsAreAbout(figures, CHANCE_COST, { from: 100, to: 2500, within: 1e-6 }),
    },
    {
      text: 'The first cost is 0.6931471824645996',
      expectation: 'seed',
      holds: (figures) => costIs(figures, costs[0]),
    },
  ],
};
