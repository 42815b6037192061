import { noGrad } from '@chainrule/autograd';
import { Dropout, Linear, type Module, ReLU, Sequential } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import type { Tensor } from '@chainrule/tensor';
import { defineExperiment } from './experiment.ts';
import { weightInits } from './mnist-nets.ts';
import { trainOnMnist } from './mnist-training.ts';
import { batchSize, epochs, learningRate, limit, seed } from './parameters.ts';

// #region net
const WIDTHS = [784, 512, 512, 512, 512, 10];
const DROP_PROBABILITY = 0.3;

/** Layer, activation, dropout, in that order; the last layer alone. */
function fiveLayers(drops: boolean): Sequential {
  const linears = WIDTHS.slice(1).map(
    (width, layer) => new Linear(WIDTHS[layer] as number, width, { bias: true }),
  );
  for (const { weight } of linears) weightInits.xavier(weight);
  const relu = new ReLU();
  const dropout = new Dropout({ p: DROP_PROBABILITY });
  const last = linears.pop() as Linear;
  const hidden = linears.flatMap((linear): Module[] =>
    drops ? [linear, relu, dropout] : [linear, relu],
  );
  return new Sequential(...hidden, last);
}
// #endregion net

/** Starts one net from the weights of another, layer by layer. */
function copyWeights(from: Iterable<Tensor>, to: Iterable<Tensor>): void {
  const sources = [...from];
  noGrad(() => {
    for (const [place, target] of [...to].entries()) target.copy_(sources[place] as Tensor);
  });
}

/** A net too large for its data, with dropout and without. */
export const mnistNnDropout = defineExperiment({
  id: 'mnist-nn-dropout',
  title: 'Dropout on MNIST',
  summary:
    'Four hidden layers of 512 can learn their images by heart. Dropout switches off a random 30 % of ' +
    'the units at each step, in training only, so no unit can rely on another.',
  section: 'Dropout',
  parameters: {
    epochs: epochs(15),
    batchSize: batchSize(100),
    lr: learningRate(1e-3),
    seed: seed(),
    limit: limit(),
  },
  run(settings, context) {
    const plan = {
      experiment: 'mnist-nn-dropout',
      build: () => {
        const [withDropout, without] = [fiveLayers(true), fiveLayers(false)];
        copyWeights(withDropout.parameters(), without.parameters());
        return [
          { name: 'dropout', net: withDropout },
          { name: 'plain', net: without },
        ].map((each) => ({
          ...each,
          optimizer: new Adam(each.net.parameters(), { lr: settings.lr }),
        }));
      },
    };
    return trainOnMnist(plan, settings, context);
  },
});
