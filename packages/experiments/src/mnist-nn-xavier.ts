import { Adam } from '@chainrule/optim';
import type { HistogramEvent } from './events.ts';
import { defineExperiment } from './experiment.ts';
import type { Inspection } from './inspection.ts';
import type { Digits } from './mnist-data.ts';
import { histograms } from './mnist-inspection.ts';
import { threeLayers } from './mnist-nets.ts';
import { trainOnMnist } from './mnist-training.ts';
import { batchSize, epochs, learningRate, limit, seed } from './parameters.ts';

/** Xavier's initial weights against standard normal ones. */
export const mnistNnXavier = defineExperiment({
  id: 'mnist-nn-xavier',
  title: 'Xavier initialisation on MNIST',
  summary:
    'The same net from two starts. Standard normal weights let activations grow layer by layer; ' +
    "Xavier's keep them of one size, and the net learns faster and better.",
  section: 'Weight Initialization: mnist_nn_xavier',
  parameters: {
    epochs: epochs(15),
    batchSize: batchSize(100),
    lr: learningRate(1e-3),
    seed: seed(),
    limit: limit(),
  },
  run(settings, context) {
    const plan = {
      experiment: 'mnist-nn-xavier',
      build: () =>
        (['xavier', 'normal'] as const).map((name) => {
          const net = threeLayers(name, 'relu');
          return { name, net, optimizer: new Adam(net.parameters(), { lr: settings.lr }) };
        }),
      before: (
        inspections: Readonly<Record<string, Inspection>>,
        test: Digits,
      ): Promise<HistogramEvent[]> =>
        Promise.all(
          Object.entries(inspections).map(async ([model, inspection]) => ({
            type: 'histogram',
            model,
            layers: await histograms(inspection, test),
          })),
        ),
    };
    return trainOnMnist(plan, settings, context);
  },
});
